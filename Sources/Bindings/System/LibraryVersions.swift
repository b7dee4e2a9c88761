// Which versions of the C libraries this program runs with, and which Swift built it: for bug reports. Initialises none of them.

internal import CGit2
internal import CXML2
internal import CZip

public enum LibraryVersions {
    /// The versions in use, not those of the headers.
    public static var all: [(name: String, version: String)] {
        [("Swift", swift), ("libgit2", libgit2), ("libxml2", libxml2), ("libzip", libzip)]
    }

    /// Only as exact as source code can ask.
    static var swift: String {
        #if compiler(>=6.4)
            "6.4 or later"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    static var libgit2: String {
        var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
        git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }

    static var libxml2: String { LIBXML_DOTTED_VERSION }

    static var libzip: String { String(cString: zip_libzip_version()) }
}

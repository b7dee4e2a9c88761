// Lists a directory with all that is below it, in the order of the paths' bytes. Links are listed, never followed.

internal import Glibc

public enum Walk {
    public struct Entry: Equatable, Sendable {
        /// Below the root, with slashes.
        public let path: String
        public let kind: FileKind
        /// The rest is zero where the walk was made without details.
        public let size: Int
        public let mode: UInt32
        public let modified: FileTime
    }

    /// Deeper folders are refused rather than run out of descriptors.
    static let deepest = 256

    /// All entries below the root, sorted as their paths' bytes are with a slash after each directory: as git sorts.
    ///
    /// Directories come right before what is in them. `enter` is asked with the path of each directory; where it says no,
    /// the directory is left out with all that is in it.
    public static func list(
        _ root: String, details: Bool = true, enter: (String) -> Bool = { _ in true }
    ) throws(SystemError) -> [Entry] {
        var entries: [Entry] = []
        let descriptor = try systemCall("list", root) { open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        try list(descriptor, root: root, prefix: "", depth: 0, details: details, enter: enter, into: &entries)
        return entries
    }

    /// One name in a directory; the bytes lie in a buffer shared by all names of that directory.
    private struct Name {
        let start: Int
        /// With the slash, for directories.
        let end: Int
        let kind: FileKind
    }

    /// Takes over the descriptor.
    private static func list(
        _ descriptor: Int32, root: String, prefix: String, depth: Int, details: Bool, enter: (String) -> Bool,
        into entries: inout [Entry]
    ) throws(SystemError) {
        let place = prefix.isEmpty ? root : root + "/" + prefix
        guard depth < deepest else {
            close(descriptor)
            throw SystemError(number: ENAMETOOLONG, action: "list", path: place)
        }
        guard let directory = fdopendir(descriptor) else {
            let number = errno
            close(descriptor)
            throw SystemError(number: number, action: "list", path: place)
        }
        defer { closedir(directory) }
        var bytes: [UInt8] = []
        let names = try readNames(of: directory, descriptor: descriptor, place: place, into: &bytes)
        for name in names {
            let isDirectory = name.kind == .directory
            guard let text = String(validating: bytes[name.start..<(isDirectory ? name.end - 1 : name.end)], as: UTF8.self)
            else { throw SystemError(number: EILSEQ, action: "read a file name in", path: place) }
            let path = prefix + text
            if isDirectory, !enter(path) { continue }
            var found = stat()
            if details {
                try systemCall("look at", root + "/" + path) { fstatat(descriptor, text, &found, AT_SYMLINK_NOFOLLOW) }
            }
            let status = FileStatus(found)
            entries.append(
                Entry(path: path, kind: name.kind, size: status.size, mode: status.mode, modified: status.modified))
            guard isDirectory else { continue }
            let inner = try systemCall("list", root + "/" + path) {
                openat(descriptor, text, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            }
            try list(
                inner, root: root, prefix: path + "/", depth: depth + 1, details: details, enter: enter, into: &entries)
        }
    }

    private static func readNames(
        of directory: OpaquePointer, descriptor: Int32, place: String, into bytes: inout [UInt8]
    ) throws(SystemError) -> [Name] {
        var names: [Name] = []
        while true {
            errno = 0
            guard let entry = readdir(directory) else {
                if errno != 0 { throw SystemError(number: errno, action: "list", path: place) }
                break
            }
            let start = bytes.count
            withUnsafeBytes(of: &entry.pointee.d_name) { name in
                bytes.append(contentsOf: name[..<(name.firstIndex(of: 0) ?? name.count)])
            }
            if bytes[start...].elementsEqual([0x2E]) || bytes[start...].elementsEqual([0x2E, 0x2E]) {
                bytes.removeLast(bytes.count - start)
                continue
            }
            var kind: FileKind =
                switch Int(entry.pointee.d_type) {
                case Int(DT_REG): .file
                case Int(DT_DIR): .directory
                case Int(DT_LNK): .link
                default: .other
                }
            // Some file systems do not say.
            if Int(entry.pointee.d_type) == Int(DT_UNKNOWN) {
                var found = stat()
                let known = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                        fstatat(descriptor, $0, &found, AT_SYMLINK_NOFOLLOW)
                    }
                }
                if known == 0 { kind = FileStatus(found).kind }
            }
            if kind == .directory { bytes.append(UInt8(ascii: "/")) }
            names.append(Name(start: start, end: bytes.count, kind: kind))
        }
        bytes.withUnsafeBytes { buffer in
            guard let text = buffer.baseAddress else { return }
            names.sort { one, other in
                let shared = min(one.end - one.start, other.end - other.start)
                let order = memcmp(text + one.start, text + other.start, shared)
                return order == 0 ? one.end - one.start < other.end - other.start : order < 0
            }
        }
        return names
    }
}

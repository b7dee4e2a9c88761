// A path of a repository as a file of a solution: the one answer to 'which solution is this path in'.

/// The folder of a solution, and the path of a file in it.
public struct SolutionPath: Hashable, Sendable {
    /// "" or a folder with a slash at its end.
    public let folder: String
    public let inside: String

    public var whole: String { folder + inside }

    public static func == (one: SolutionPath, other: SolutionPath) -> Bool {
        one.folder == other.folder && one.inside == other.inside
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(Exact(folder))
        hasher.combine(Exact(inside))
    }

    /// A path that begins with this folder.
    public init(_ path: String, in folder: String) {
        self.folder = folder
        inside = path.inside(folder)
    }

    /// What a solution's folder is known by: one of these is in it.
    public static let manifests = ["Other/Solution.xml", "solution.xml"]

    /// The nearest folder at or above one that holds a manifest, with the manifest's path in it. Both end with a slash, or are empty.
    ///
    /// `top`: nothing above it is asked for.
    public static func root<Failure>(
        around folder: String, below top: String = "", has: (String) throws(Failure) -> Bool
    ) throws(Failure) -> (folder: String, manifest: String)? {
        var here = folder
        while here.hasPrefix(top) {
            for manifest in manifests where try has(here + manifest) { return (here, manifest) }
            if here == top || here.isEmpty { return nil }
            here = ComponentFiles.divide(String(here.dropLast())).folder
        }
        return nil
    }

    /// The file in its solution: around it is a manifest, or the path looks like that of a known kind. Else it is in the topmost folder.
    public static func of<Failure>(_ path: String, has: (String) throws(Failure) -> Bool) throws(Failure) -> SolutionPath {
        let root = try root(around: ComponentFiles.divide(path).folder, has: has)
        return SolutionPath(path, in: root?.folder ?? likelyFolder(path) ?? "")
    }

    /// Where a solution would begin whose manifest is missing: above the first folder of a known kind.
    public static func likelyFolder(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        let first = parts.dropLast().firstIndex { Kinds.table.isKnownFolder(String($0)) && $0.beginsCapital }
        return first.map { parts[..<$0].map { $0 + "/" }.joined() }
    }

    /// Whether a file may be part of a solution whose manifest is missing.
    public static func isLikely(_ path: String) -> Bool {
        likelyFolder(path).map { !Kinds.table.places(of: path.inside($0)).isEmpty } ?? false
    }

    /// Files that git or this program keeps in folders, for themselves.
    public static func isOfGit(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return [".git", ".gitattributes", ".gitignore", ".gitkeep", ".gitmodules"].contains(name)
    }
}

extension String {
    /// A path as it is named in a folder that it begins with; any other path stays as it is.
    public func inside(_ folder: String) -> String {
        utf8.starts(with: folder.utf8) ? String(decoding: utf8.dropFirst(folder.utf8.count), as: UTF8.self) : self
    }
}

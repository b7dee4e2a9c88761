// The folder of a tagged commit: what it gives of each half, and the record of what it does not give.

internal import Bindings
public import SolutionCore

/// A solution's folder in a commit's tree, from which both halves of a release are made.
public final class ReleaseFolder {
    /// "" or a folder with a slash at its end.
    public let folder: String
    public let manifest: Manifest
    private let stored: StoredFolder
    private let paths: [String]

    /// The solution of a name in a tree. `filter` gives the content of files that git stores in another form.
    public init(
        _ name: String, at wish: String? = nil, in tree: RevisionSnapshot, filter: (any ContentFilter)?
    ) throws(StoreError) {
        let roots = SolutionRoots.find(in: try tree.paths)
        var places: [(root: SolutionRoots.Root, manifest: Manifest)] = []
        for root in roots where wish == nil || root.folder == wish {
            guard root.manifest == ReleaseHalf.manifestPath,
                let found = try SolutionPairs.manifest(at: root.folder + root.manifest, in: tree)
            else { continue }
            if found.uniqueName == name { places.append((root, found)) }
        }
        guard let place = places.first else {
            throw StoreError(.notFound, "'\(tree.name)' holds no solution '\(name)'" + (wish.map { " in '\($0)'" } ?? ""))
        }
        guard places.count == 1 else {
            throw StoreError(
                .badInput, "'\(name)' is in several folders: " + places.map { "'\($0.root.folder.dropLast())'" }.joined(separator: ", "))
        }
        folder = place.root.folder
        manifest = place.manifest
        paths = place.root.paths.filter { !SolutionPath.isOfGit($0) && !Translations.isResource($0) }
        stored = StoredFolder(tree, folder: place.root.folder, filter: filter)
    }

    /// What the folder has of one half, without any record.
    private func base(isManaged: Bool) throws(StoreError) -> (snapshot: HalfSnapshot, paths: [String]) {
        let half = HalfSnapshot(of: stored, isManaged: isManaged, folder: "", manifest: ReleaseHalf.manifestPath)
        let kept = Set(exact: try half.paths)
        return (half, paths.filter { kept.contains($0) })
    }

    /// Both halves, with the record of what the folder does not give.
    public func halves(with record: ReleaseRecord) throws(StoreError) -> ReleaseHalves {
        ReleaseHalves(unmanaged: try half(false, record), managed: try half(true, record))
    }

    private func half(_ isManaged: Bool, _ record: ReleaseRecord) throws(StoreError) -> ReleaseHalf {
        let (snapshot, paths) = try base(isManaged: isManaged)
        var changes: [Exact: ReleaseRecord.Content] = [:]
        for entry in record.entries where entry.isManaged == isManaged { changes[entry.path] = entry.content }
        var contents: [Exact: [UInt8]] = [:]
        for path in paths { contents[path] = try snapshot.read(path) }
        for (path, change) in changes.sortedPairs {
            guard let changed = change.applied(to: contents[path]) else {
                throw StoreError(.badInput, "the tag's record does not fit '\(folder + path)'", file: stored.name)
            }
            contents[path] = changed
        }
        return try ReleaseHalf(contents, named: stored.name, isManaged: isManaged)
    }

    /// What makes the halves of what the folder gives.
    public func record(of halves: ReleaseHalves) throws(StoreError) -> ReleaseRecord {
        var entries: [ReleaseRecord.Entry] = []
        for half in halves.all {
            let (snapshot, paths) = try base(isManaged: half.isManaged)
            let there = Set(exact: paths)
            func add(_ path: String, _ content: ReleaseRecord.Content) {
                entries.append(ReleaseRecord.Entry(isManaged: half.isManaged, path: path, content: content))
            }
            for path in paths where !half.has(path) { add(path, .gone) }
            for path in half.paths {
                let bytes = try half.read(path)
                guard there.contains(path) else {
                    add(path, .whole(bytes))
                    continue
                }
                let before = try snapshot.read(path)
                if before != bytes { add(path, ReleaseRecord.content(from: before, to: bytes)) }
            }
        }
        return ReleaseRecord(entries)
    }
}

/// The files of a folder as commits store them, each proved to be what its id says.
private final class StoredFolder: Snapshot {
    private let tree: RevisionSnapshot
    private let folder: String
    private let filter: (any ContentFilter)?
    private var kept: [String]?

    init(_ tree: RevisionSnapshot, folder: String, filter: (any ContentFilter)?) {
        self.tree = tree
        self.folder = folder
        self.filter = filter
    }

    var name: String { tree.name }

    var paths: [String] {
        get throws(StoreError) {
            if let kept { return kept }
            let paths = try tree.paths.filter { $0.hasPrefix(folder) }.map { $0.inside(folder) }
            kept = paths
            return paths
        }
    }

    func id(of path: String) throws(StoreError) -> ObjectID? { try tree.id(of: folder + path) }

    /// Both halves are made of the same files: each is read, and proved, once.
    func read(_ path: String) throws(StoreError) -> [UInt8] {
        if let bytes = contents[path] { return bytes }
        let bytes = try readStored(path)
        contents[path] = bytes
        return bytes
    }
    private var contents: [Exact: [UInt8]] = [:]

    private func readStored(_ path: String) throws(StoreError) -> [UInt8] {
        let bytes = try tree.stored(folder + path)
        guard let id = try id(of: path) else { return bytes }
        guard try Self.blob(bytes) == id else {
            throw StoreError(
                .badInput, "the blob \(id.hex) of '\(folder + path)' is damaged: its bytes are not those of its id",
                hints: ["'git fsck' lists what is damaged; fetch the repository again"])
        }
        return try tree.content(of: bytes, at: folder + path, filter)
    }

    private static func blob(_ bytes: [UInt8]) throws(StoreError) -> ObjectID {
        do throws(GitError) { return try ObjectID.of(.blob, bytes) } catch { throw StoreError(error, doing: "make the id of a file") }
    }
}

// Which solution of one snapshot is which of another, and which of their files may differ.

internal import Bindings
internal import SolutionCore

/// One solution in two snapshots, or in one of them.
struct SolutionPair {
    struct Side {
        let snapshot: any Snapshot
        /// "" or a folder with a slash at its end.
        let folder: String
        /// Nil where the manifest is missing or broken.
        let manifest: Manifest?
    }
    let before: Side?
    let after: Side?
    /// Paths in the solution's folder, one for each side; files known to be equal are left out.
    let files: [(old: String?, new: String?)]
}

/// Pairs the solutions of two snapshots by their unique names.
struct SolutionPairs {
    private(set) var pairs: [SolutionPair] = []

    init(_ before: any Snapshot, _ after: any Snapshot) throws(StoreError) {
        if let one = before as? RevisionSnapshot, let other = after as? RevisionSnapshot,
            one.store === other.store, try addTouched(one, other)
        {
            return
        }
        try addAll(before, after)
    }

    // MARK: - By their manifests

    private mutating func addAll(_ before: any Snapshot, _ after: any Snapshot) throws(StoreError) {
        var (left, right) = (try Self.roots(in: before), try Self.roots(in: after))
        let areManifests = left.count == 1 && right.count == 1
        // Parts of a solution without its manifest can still be compared, by where they lie.
        let folders = (left + right).map(\.root.folder)
        left += Self.guess(in: try before.paths, beside: folders)
        right += Self.guess(in: try after.paths, beside: folders)
        if left.isEmpty, right.isEmpty { throw try SolutionRoots.nothingFound(in: after) }
        for (root, manifest) in left {
            let name = manifest?.uniqueName.lowercased()
            func isSame(_ other: Place) -> Bool {
                name == other.manifest?.uniqueName.lowercased() || name == nil || other.manifest == nil
            }
            var match =
                right.firstIndex { $0.root.folder == root.folder && isSame($0) }
                ?? right.firstIndex { $0.manifest?.uniqueName.lowercased() == name && name != nil }
            if match == nil, areManifests, manifest != nil { match = right.firstIndex { $0.manifest != nil } }
            var other = match.map { right.remove(at: $0) }
            if other == nil { other = try Self.rest(of: root.folder, in: after) }
            try add((root, manifest), other, before, after)
        }
        for (root, manifest) in right { try add(try Self.rest(of: root.folder, in: before), (root, manifest), before, after) }
    }

    private typealias Place = (root: SolutionRoots.Root, manifest: Manifest?)

    private static func roots(in snapshot: any Snapshot) throws(StoreError) -> [Place] {
        var places: [Place] = []
        for root in SolutionRoots.find(in: try snapshot.paths) {
            places.append((root, try manifest(at: root.folder + root.manifest, in: snapshot)))
        }
        return places
    }

    private static func guess(in paths: [String], beside folders: [String]) -> [Place] {
        let rest = paths.filter { path in !folders.contains { path.hasPrefix($0) } }
        return SolutionRoots.guess(in: rest).map { ($0, nil) }
    }

    /// What a snapshot has in a folder that is a solution in the other one: its manifest may be missing here.
    private static func rest(of folder: String, in snapshot: any Snapshot) throws(StoreError) -> Place? {
        let paths = try snapshot.paths
        guard !folder.isEmpty || !paths.isEmpty, !SolutionRoots.find(in: paths).contains(where: { $0.folder == folder }) else {
            return nil
        }
        let inside = paths.filter { $0.hasPrefix(folder) }.map { $0.inside(folder) }
        return inside.isEmpty ? nil : (SolutionRoots.Root(folder: folder, manifest: "", paths: inside), nil)
    }

    static func manifest(at path: String, in snapshot: any Snapshot) throws(StoreError) -> Manifest? {
        let bytes = try snapshot.read(path)
        guard let tree = try? Document(bytes, syntax: .xml, names: Names()).tree else { return nil }
        return try? Manifest(tree)
    }

    private mutating func add(
        _ one: Place?, _ other: Place?, _ before: any Snapshot, _ after: any Snapshot
    ) throws(StoreError) {
        let left = one.map { Self.side($0, in: before, beside: other, of: after) }
        let right = other.map { Self.side($0, in: after, beside: one, of: before) }
        let (old, new) = (try Self.files(of: left, one), try Self.files(of: right, other))
        let (olds, news) = (Set(exact: old), Set(exact: new))
        var files: [(old: String?, new: String?)] = []
        for path in old {
            guard news.contains(path), let left, let right else {
                files.append((path, nil))
                continue
            }
            if let id = try left.snapshot.id(of: left.folder + path), id == (try right.snapshot.id(of: right.folder + path)) {
                continue
            }
            files.append((path, path))
        }
        for path in new where !olds.contains(path) { files.append((nil, path)) }
        pairs.append(SolutionPair(before: left, after: right, files: files))
    }

    /// Against one half, a folder that holds both is seen as that half.
    /// Beside an export a folder of both halves is seen as that half; beside another folder it is what it is.
    private static func side(_ place: Place, in snapshot: any Snapshot, beside other: Place?, of against: any Snapshot) -> SolutionPair.Side
    {
        let (folder, manifest) = (place.root.folder, place.manifest)
        guard against is PackageSnapshot || against is ReleaseHalf, manifest?.managed == .both, let half = other?.manifest?.managed,
            half != .both
        else {
            return SolutionPair.Side(snapshot: snapshot, folder: folder, manifest: manifest)
        }
        let view = HalfSnapshot(of: snapshot, isManaged: half == .managed, folder: folder, manifest: place.root.manifest)
        return SolutionPair.Side(snapshot: view, folder: folder, manifest: manifest)
    }

    private static func files(of side: SolutionPair.Side?, _ place: Place?) throws(StoreError) -> [String] {
        guard let side, let place else { return [] }
        guard side.snapshot is HalfSnapshot else { return place.root.paths }
        let kept = Set(exact: try side.snapshot.paths)
        return place.root.paths.filter { kept.contains(side.folder + $0) }
    }

    // MARK: - By what differs

    /// Two revisions of one repository: what is equal in both is never listed. False where solutions came, went or
    /// moved, so that they must be looked for.
    private mutating func addTouched(_ one: RevisionSnapshot, _ other: RevisionSnapshot) throws(StoreError) -> Bool {
        let differences: [(path: String, old: TreeEntry?, new: TreeEntry?)]
        do throws(GitError) {
            differences = try one.store.differences(one.tree, other.tree)
        } catch {
            throw StoreError(error, doing: "compare '\(one.name)' and '\(other.name)'")
        }
        var roots: [Exact: String?] = [:]
        var touched: [Exact: [(old: String?, new: String?)]] = [:]
        for (path, old, new) in differences {
            let (isOld, isNew) = (old?.mode.isFile ?? false, new?.mode.isFile ?? false)
            guard isOld || isNew else { continue }
            if isOld, let old { one.remember(old.id, of: path) }
            if isNew, let new { other.remember(new.id, of: path) }
            if path.lowercased().hasSuffix("solution.xml"), !(isOld && isNew) { return false }
            let side = isOld ? one : other
            guard let root = try Self.root(of: path, in: side, &roots) else {
                if SolutionPath.isLikely(path) { return false }
                continue
            }
            let inside = path.inside(root)
            touched[root, default: []].append((isOld ? inside : nil, isNew ? inside : nil))
        }
        for (root, files) in touched.sortedPairs {
            guard let before = try Self.side(one, root), let after = try Self.side(other, root) else { return false }
            if before.manifest?.uniqueName.lowercased() != after.manifest?.uniqueName.lowercased() { return false }
            pairs.append(SolutionPair(before: before, after: after, files: files))
        }
        return true
    }

    /// The innermost folder around a path that holds a manifest.
    static func root(
        of path: String, in snapshot: RevisionSnapshot, _ known: inout [Exact: String?]
    ) throws(StoreError) -> String? {
        let folder = ComponentFiles.divide(path).folder
        if let root = known[folder] { return root }
        // In the folder of a known kind there is no other solution.
        for root in known.lazy.filter({ $0.key.text == $0.value && path.hasPrefix($0.key.text) }).map(\.key.text) {
            let next = path.dropFirst(root.count).utf8.prefix { $0 != UInt8(ascii: "/") }
            if Kinds.table.isKnownFolder(String(Substring(next))) { return root }
        }
        var root: String?
        for manifest in SolutionPath.manifests where try snapshot.has(folder + manifest) { root = folder }
        if root == nil, !folder.isEmpty { root = try Self.root(of: String(folder.dropLast()), in: snapshot, &known) }
        known[folder] = .some(root)
        return root
    }

    private static func side(_ snapshot: RevisionSnapshot, _ folder: String) throws(StoreError) -> SolutionPair.Side? {
        for path in SolutionPath.manifests where try snapshot.has(folder + path) {
            let manifest = try manifest(at: folder + path, in: snapshot)
            return SolutionPair.Side(snapshot: snapshot, folder: folder, manifest: manifest)
        }
        return nil
    }
}

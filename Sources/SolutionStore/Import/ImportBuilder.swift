// How the decisions of an import are made: file by file, what is equal first, and nothing taken over that does not prove to be what the export says.

internal import Bindings
internal import SolutionCore

struct ImportBuilder {
    private let target: ImportTarget
    private let manifest: Manifest
    private let options: ImportOptions
    private let filter: (any ContentFilter)?
    private let stored: RevisionSnapshot
    private let files: [Exact: UnpackedSolution.File]
    private let order: [String]
    /// The half of the folder that the export is compared with, where it holds both and the export one.
    private let half: HalfSnapshot?
    private let isManaged: Bool
    private let before: any Snapshot
    private let after: PackageSnapshot
    private let comparer: FileComparer
    private let missing: MissingComponents?

    private var edits: [ImportEdit] = []
    private var told: [FileComparison] = []
    private var deleted: [Address: MissingComponent] = [:]
    private var kept: [Address: MissingComponent] = [:]
    private var touched: Set<Address> = []
    private var added = 0
    private var unchanged = 0

    init(
        target: ImportTarget, solution: UnpackedSolution, manifest: Manifest, managed: Manifest.Managed, stored: RevisionSnapshot,
        filter: (any ContentFilter)?, options: ImportOptions, comparer: SnapshotComparer
    ) {
        self.target = target
        self.manifest = manifest
        self.options = options
        self.filter = filter
        self.stored = stored
        files = Dictionary(exact: solution.files.map { ($0.path, $0) }) { first, _ in first }
        order = solution.files.map(\.path)
        after = PackageSnapshot(solution, named: "the export", managed: managed)
        isManaged = managed == .managed
        half =
            target.manifest?.managed == .both && managed != .both
            ? HalfSnapshot(of: stored, isManaged: isManaged, folder: target.folder, manifest: target.manifestPath) : nil
        before = half ?? stored
        self.comparer = comparer.comparer(
            of: SolutionPair(
                before: SolutionPair.Side(snapshot: before, folder: target.folder, manifest: target.manifest),
                after: SolutionPair.Side(snapshot: after, folder: "", manifest: manifest), files: []))
        missing = target.manifest.map { MissingComponents($0, manifest, folder: target.folder, policy: options.missing) }
    }

    mutating func build() throws(StoreError) -> ImportPlan {
        var there = Set(exact: target.paths)
        // What only the other half has is none of this one's business.
        if half != nil { there = there.filter { Twin.other(of: $0.text) == nil || Twin.isManaged($0.text) == isManaged } }
        var pairs: [(old: String?, new: String?)] = []
        for path in order.told(.importing) {
            guard there.contains(path) else {
                pairs.append((nil, path))
                continue
            }
            if try isStored(path) { unchanged += 1 } else { pairs.append((path, path)) }
        }
        // Without a manifest nothing says that what lies there belongs to this solution.
        if target.manifest != nil {
            for path in there.subtracting(order).texts { pairs.append((path, nil)) }
            pairs = comparer.withRenames(pairs)
        }
        var gone: [String] = []
        for (old, new) in pairs.told(.importing) {
            if let new { try take(old, new) } else if let old { gone.append(old) }
        }
        try decide(about: gone)
        return ImportPlan(
            folder: target.folder, before: target.manifest, after: manifest,
            edits: edits.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) },
            comparison: SolutionComparison(
                before: target.manifest, after: manifest, folder: target.folder, files: told.told(in: target.folder)),
            isExact: options.isExact,
            deleted: Self.sorted(deleted), kept: Self.sorted(kept), added: added, unchanged: unchanged, touched: touched,
            warnings: told.compactMap(\.warning) + staleTwins())
    }

    /// Of a folder with both halves, what this half changed and the other, which was not given, has as it was.
    private func staleTwins() -> [StoreError] {
        guard half != nil else { return [] }
        let edited = Set(exact: edits.map(\.path))
        let stale = target.paths.filter { path in
            guard let twin = Twin.other(of: path), !edited.contains(target.folder + path) else { return false }
            return edited.contains(target.folder + twin)
        }
        guard let first = stale.first else { return [] }
        let (given, other) = isManaged ? ("managed", "unmanaged") : ("unmanaged", "managed")
        return [
            StoreError(
                .badInput,
                "only the \(given) half is imported: \(stale.count) files of the \(other) half stay as they were, '\(first)' first",
                hints: ["import both zips at once, so that the halves stay of one moment"])
        ]
    }

    private static func sorted(_ components: [Address: MissingComponent]) -> [MissingComponent] {
        components.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Whether the tree has a file of the export to the byte; nothing is read for that.
    private func isStored(_ path: String) throws(StoreError) -> Bool {
        guard let id = try stored.id(of: target.folder + path), let file = files[path] else { return false }
        if half != nil, path == target.manifestPath { return false }
        let bytes = try file.bytes()
        if try Self.blob(bytes) == id { return true }
        guard let filter, try filter.concerns(target.folder + path, bytes) else { return false }
        return try filter.clean(target.folder + path, bytes) == id
    }

    private static func blob(_ bytes: [UInt8]) throws(StoreError) -> ObjectID {
        do throws(GitError) { return try ObjectID.of(.blob, bytes) } catch { throw StoreError(error, doing: "read the export") }
    }

    // MARK: - Files that the export holds

    private mutating func take(_ old: String?, _ new: String) throws(StoreError) {
        guard let file = files[new] else { return }
        guard let old else {
            added += 1
            edits.append(ImportEdit(path: target.folder + new, content: .taken(file)))
            // Of a solution that is new every file is: nobody needs them told one by one.
            guard target.manifest != nil, let comparison = try comparer.compare(nil, new) else { return }
            note(comparison, comparer.after?.fileSubject(of: new))
            return
        }
        guard let comparison = try comparer.compare(old, new), let was = comparison.before else {
            unchanged += 1
            return
        }
        var content = ImportEdit.Content.taken(file)
        if !options.isExact {
            let bytes = try taken(comparison, old, new)
            if bytes == was, old == new {
                unchanged += 1
                told.append(comparison)
                return
            }
            content = .applied(bytes)
        }
        if old != new { edits.append(ImportEdit(path: target.folder + old, content: .gone)) }
        if half != nil, new == target.manifestPath, let half {
            let bytes = if case .applied(let bytes) = content { bytes } else { try file.bytes() }
            content = .applied(half.wholeManifest(bytes))
        }
        edits.append(ImportEdit(path: target.folder + new, content: content))
        note(comparison, comparer.before?.fileSubject(of: old))
        if old != new, let subject = comparer.after?.fileSubject(of: new) { touched.insert(subject.address) }
    }

    private mutating func note(_ comparison: FileComparison, _ subject: Subject?) {
        told.append(comparison)
        if let subject { touched.insert(subject.address) }
    }

    /// What was there with all that somebody did put in: no other file than the export's, but for noise. Else the export's.
    private func taken(_ comparison: FileComparison, _ old: String, _ new: String) throws(StoreError) -> [UInt8] {
        let exported = comparison.after ?? []
        let missing = missing
        guard let bytes = comparison.applied(where: { $0.noise == nil && missing?.keeps($0) != true }) else { return exported }
        if bytes == exported || bytes == comparison.before, old == new, comparison.changes.allSatisfy({ $0.noise != nil }) { return bytes }
        let overlay = Overlay([Exact(target.folder + new): bytes], over: before)
        let finder = SubjectFinder(
            overlay, folder: target.folder, language: target.manifest?.language, names: comparer.shapes.names)
        let proof = FileComparer(shapes: comparer.shapes, before: finder, after: comparer.after, folder: target.folder)
        let rest = try proof.compare(new, new)?.changes ?? []
        return rest.allSatisfy { $0.noise != nil || missing?.keeps($0) == true } ? bytes : exported
    }

    // MARK: - Files that it does not hold

    private mutating func decide(about gone: [String]) throws(StoreError) {
        guard !gone.isEmpty, let missing, let before = comparer.before else { return }
        var claimed: Set<Exact>?
        for path in gone {
            let components = before.components(of: path)
            let subject = before.fileSubject(of: path)
            // What unpacking would never write is not the export's business: notes, settings of git, files for translators.
            if components.isEmpty, subject.kind == "file", Kinds.table.places(of: path).isEmpty {
                if claimed == nil { claimed = SolutionFolder(stored, folder: target.folder).join(asManaged: false).claimed }
                guard claimed?.contains(path) == true else { continue }
            }
            // A file of a component that the export still holds, in fewer files.
            let isLeft = before.description(of: path).map { after.has($0) } ?? false
            let stays: Bool
            if options.missing == .deleteAll {
                stays = false
            } else if isLeft {
                stays = options.missing == .keepAll
            } else if components.isEmpty {
                stays = keeps(subject, describedBy: before.description(of: path), missing)
            } else {
                stays = components.contains {
                    missing.keeps(
                        kind: $0.kind, address: $0.address, identities: $0.identities,
                        others: comparer.after?.components(ofKind: $0.kind) ?? [])
                }
            }
            add(path, components.count == 1 ? Subject(components[0]) : subject, to: stays ? \.kept : \.deleted)
            guard !stays else { continue }
            edits.append(ImportEdit(path: target.folder + path, content: .gone))
            // With a component goes what the folder has of its other half.
            if half != nil, let twin = Twin.other(of: path), target.paths.contains(twin) {
                edits.append(ImportEdit(path: target.folder + twin, content: .gone))
            }
            if let comparison = try comparer.compare(path, nil) { note(comparison, subject) }
        }
    }

    /// Content goes, or stays, with the component that it is content of.
    private func keeps(_ subject: Subject, describedBy path: String?, _ missing: MissingComponents) -> Bool {
        let owner = path.flatMap { comparer.before?.components(of: $0).first }
        return missing.keeps(
            kind: subject.kind, address: subject.address, identities: owner?.identities ?? [],
            others: comparer.after?.components(ofKind: subject.kind) ?? [])
    }

    private mutating func add(
        _ path: String, _ subject: Subject, to list: WritableKeyPath<ImportBuilder, [Address: MissingComponent]>
    ) {
        let known = self[keyPath: list][subject.address]
        self[keyPath: list][subject.address] = MissingComponent(
            subject: known?.subject ?? subject, files: (known?.files ?? []) + [target.folder + path])
    }
}

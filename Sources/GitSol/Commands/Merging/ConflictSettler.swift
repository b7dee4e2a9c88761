// Settles conflicts and brings them back: parts of a file between its markers, or whole files in the index.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

struct ConflictSettler {
    let open: OpenMerge
    let repository: Repository
    let top: Root
    let world: World

    init(_ world: World) throws {
        repository = try world.openRepository()
        guard let top = repository.workingDirectory else { throw CommandError("the repository is bare: nothing can be open in it") }
        self.top = try Root(TrustedPath(trusting: top))
        self.world = world
        open = try OpenMerge(repository, merger: world.merger(world.markers(ours: "ours", theirs: "theirs")))
    }

    // MARK: - Settling

    /// Takes one side of each conflict. A file is read and written once, however many are in it.
    func settle(_ items: [OpenMerge.Item], _ choice: ConflictChoice) throws {
        var texts: [(path: String, items: [OpenMerge.Item])] = []
        var places: [Exact: Int] = [:]
        var files: [(path: String, entry: IndexEntry?)] = []
        for item in items {
            guard item.isInText || choice != .both else { throw cannotKeepBoth(item) }
            for path in self.files(of: item) {
                guard let state = open.states[path] else { continue }
                if !item.isInText {
                    files.append((path, choice.entry(of: state)))
                } else if let place = places[path] {
                    texts[place].items.append(item)
                } else {
                    places[path] = texts.count
                    texts.append((path, [item]))
                }
            }
        }
        try settle(files)
        try staging { stage in
            for (path, items) in texts {
                if try replace(items, in: path, with: { try taken(choice, of: $0, $1, path) }) { stage(path) }
            }
        }
    }

    /// What stands between the markers of a conflict, replaced; the file is staged when no marker is left.
    func replace(_ item: OpenMerge.Item, in path: String, with bytes: (ConflictRegion) throws -> [UInt8]?) throws {
        try staging { stage in if try replace([item], in: path, with: { region, _ in try bytes(region) }) { stage(path) } }
    }

    /// The same for several conflicts of one file; says whether no marker is left.
    private func replace(
        _ items: [OpenMerge.Item], in path: String, with bytes: (ConflictRegion, OpenMerge.Item) throws -> [UInt8]?
    ) throws -> Bool {
        let text = try text(of: path)
        let holders = ConflictHolders(ConflictRegion.all(in: text), items.map(\.conflict.conflict.address))
        let result = try ConflictRegion.replacing(in: text) { region in
            try holders.number(of: region).flatMap { try bytes(region, items[$0]) }
        }
        let isSettled = ConflictRegion.all(in: result).isEmpty
        if isSettled { try checkParses(result, path) }
        try top.write(result, to: PathGate.check(path, as: .repository))
        return isSettled
    }

    /// Puts files into the index that are settled, all at once: git writes all of it each time. An error later on leaves none of them out.
    private func staging(_ body: (_ stage: (String) -> Void) throws -> Void) throws {
        var paths: [String] = []
        let result = Result { try body { paths.append($0) } }
        if !paths.isEmpty {
            let input = Array(paths.map { $0 + "\0" }.joined().utf8)
            try world.git(["add", "--pathspec-from-file=-", "--pathspec-file-nul"], input: input, top: true)
        }
        try result.get()
    }

    /// A file of the working tree.
    func text(of path: String) throws -> [UInt8] {
        guard let bytes = try top.read(PathGate.check(path, as: .repository)) else {
            throw CommandError(
                cannot: "read", path, reason: "it is not there", hints: ["'git checkout --merge -- \(ShellText.word(path))' brings it back"]
            )
        }
        return bytes
    }

    /// With the managed twins that are open too: they follow.
    func files(of item: OpenMerge.Item) -> [String] {
        let files = item.conflict.files
        let twins = files.compactMap { path -> String? in
            let folder = SolutionPath.folder(path)
            return Twin.other(of: String(path.dropFirst(folder.count))).map { folder + $0 }
        }
        return files + twins.filter { open.states[$0] != nil && !files.contains($0) }
    }

    private func taken(_ choice: ConflictChoice, of region: ConflictRegion, _ item: OpenMerge.Item, _ path: String) throws -> [UInt8] {
        if choice == .both, !region.isOfLines, item.conflict.conflict.reason != .samePlace { throw cannotKeepBoth(item) }
        guard let bytes = region.bytes(choice) else {
            throw CommandError(
                "the file does not show the state before both sides", reason: path,
                hints: ["set 'git config merge.conflictStyle diff3', bring the conflict back with --undo, and take --base then"])
        }
        return bytes
    }

    private func cannotKeepBoth(_ item: OpenMerge.Item) -> CommandError {
        CommandError(
            "both sides of '\(ConflictText.what(item.conflict.conflict))' cannot stand: \(item.conflict.conflict.reason.rawValue)",
            hints: ["take one with --ours or --theirs, or write it yourself with --edit"])
    }

    private func checkParses(_ bytes: [UInt8], _ path: String) throws {
        guard let syntax = Syntax(path: path) else { return }
        do throws(ParseError) {
            _ = try Document(bytes, syntax: syntax, names: Names())
        } catch {
            throw CommandError(
                cannot: "settle", path, line: error.line, column: error.column, reason: error.message,
                hints: ["the file is as it was; settle this conflict in another way, or with --edit"])
        }
    }

    /// Whole files, in the index and in the working tree; without an entry they are gone.
    private func settle(_ files: [(path: String, entry: IndexEntry?)]) throws {
        guard !files.isEmpty else { return }
        let lines = files.map { path, entry in
            "0 \(ObjectID.zero.hex)\t\(path)\0" + (entry.map { "\($0.mode) \($0.id.hex) 0\t\(path)\0" } ?? "")
        }
        try world.git(["update-index", "-z", "--index-info"], input: Array(lines.joined().utf8), top: true)
        for (path, entry) in files where entry == nil { try top.remove(PathGate.check(path, as: .repository)) }
        let kept = files.filter { $0.entry != nil }.map { $0.path + "\0" }.joined()
        try world.git(["checkout-index", "-f", "-z", "--stdin"], input: Array(kept.utf8), top: true)
    }

    // MARK: - Bringing back

    /// The conflict as the merge left it; what else was settled in its files stays settled.
    func bringBack(_ item: OpenMerge.Item) throws {
        for path in files(of: item) + item.conflict.files.filter({ open.states[$0] == nil }) {
            guard let state = open.states[path] ?? open.settledStates[path] else { continue }
            let text = try text(bringing: item, back: path, state)
            if try repository.index().conflict(path) == nil { try world.git(["update-index", "--unresolve", path], top: true) }
            if let text { try top.write(text, to: PathGate.check(path, as: .repository)) }
        }
    }

    private func text(bringing item: OpenMerge.Item, back path: String, _ state: IndexConflict) throws -> [UInt8]? {
        guard let ours = state.ours, let theirs = state.theirs else {
            return try (state.ours ?? state.theirs).map { try repository.readBlob($0.id) }
        }
        let folder = SolutionPath.folder(path)
        let fresh = try world.merger(world.markers(ours: "ours", theirs: "theirs")).merge(
            base: try state.base.map { try repository.readBlob($0.id) }, ours: try repository.readBlob(ours.id),
            theirs: try repository.readBlob(theirs.id), path: String(path.dropFirst(folder.count)), in: folder)
        let address = item.conflict.conflict.address
        let isOnly = fresh.conflicts.allSatisfy { $0.address == address }
        guard !isOnly, let now = try top.read(PathGate.check(path, as: .repository)) else { return fresh.bytes }
        // The settled text and the fresh one come from one in which only this conflict is settled, in one of these ways.
        for choice in ConflictChoice.allCases {
            let before = ConflictRegion.replacing(in: fresh.bytes) { $0.isOf(address) ? $0.bytes(choice) : nil }
            let merge = try mergeLines(base: before, ours: now, theirs: fresh.bytes)
            if merge.isClean, ConflictRegion.all(in: merge.bytes).contains(where: { $0.isOf(address) }) { return merge.bytes }
        }
        throw CommandError(
            "'\(path)' was changed at this conflict, and other conflicts of it are settled",
            hints: ["'git checkout --merge -- \(ShellText.word(path))' brings all of its conflicts back"])
    }
}

extension ConflictChoice {
    /// The state of a file that is taken.
    fileprivate func entry(of state: IndexConflict) -> IndexEntry? {
        switch self {
        case .ours, .both: state.ours
        case .theirs: state.theirs
        case .base: state.base
        }
    }
}

// Settles conflicts and brings them back: parts of a file between its markers, or whole files. Each answer is one switch: all of it or nothing.

public import Bindings
public import SolutionCore

public struct ConflictSettler {
    public let open: OpenMerge
    public let repository: Repository
    private let top: Root
    private let git: GitProgram
    private let filter: GitFilter

    public init(_ repository: Repository, rules: RepositoryRules, git: GitProgram, settings: GitSettings) throws(StoreError) {
        self.repository = repository
        self.git = git
        guard let top = repository.workingDirectory else {
            throw StoreError(.badInput, "the repository is bare: nothing can be open in it")
        }
        self.top = try ofSystem { () throws(SystemError) in try Root(TrustedPath(trusting: top)) }
        let head = try ofGit { () throws(GitError) in
            try repository.headCommit.map { (id) throws(GitError) in try repository.peel(id, to: .tree) }
        }
        filter = try GitFilter(git, settings, repository, commit: nil, tree: head ?? .emptyTree, isWorktree: true)
        open = try OpenMerge(repository, rules: rules)
    }

    // MARK: - Settling

    /// Takes one side of each conflict. A file is read and written once, however many are in it.
    public func settle(_ items: [OpenMerge.Item], _ choice: ConflictChoice) throws(StoreError) {
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
        try changing { (change, pack) throws(StoreError) in
            for (path, items) in texts {
                let bytes = try replaced(items, in: path) { (region, item) throws(StoreError) in try taken(choice, of: region, item, path) }
                try put(bytes, path, change, pack)
            }
            try put(files, change)
        }
    }

    /// What stands between the markers of a conflict, replaced; the file is settled when no marker is left.
    public func replace(
        _ item: OpenMerge.Item, in path: String, with bytes: (ConflictRegion) throws(StoreError) -> [UInt8]?
    ) throws(StoreError) {
        let result = try replaced([item], in: path) { (region, _) throws(StoreError) in try bytes(region) }
        try changing { (change, pack) throws(StoreError) in try put(result, path, change, pack) }
    }

    /// A file as somebody wrote all of it; it is settled when no marker is left.
    public func rewrite(_ path: String, _ text: [UInt8]) throws(StoreError) {
        let bytes = try encoded(text, like: file(path), path)
        if ConflictRegion.all(in: text).isEmpty { try checkParses(bytes, path) }
        try changing { (change, pack) throws(StoreError) in try put(bytes, path, change, pack) }
    }

    private func replaced(
        _ items: [OpenMerge.Item], in path: String, with bytes: (ConflictRegion, OpenMerge.Item) throws(StoreError) -> [UInt8]?
    ) throws(StoreError) -> [UInt8] {
        let file = try file(path)
        let holders = ConflictHolders(file.regions, items.map(\.conflict.conflict.address))
        let text = try ConflictRegion.replacing(in: file.text) { (region) throws(StoreError) in
            guard let number = holders.number(of: region) else { return nil }
            return try bytes(region, items[number])
        }
        let result = try encoded(text, like: file, path)
        if ConflictRegion.all(in: text).isEmpty { try checkParses(result, path) }
        return result
    }

    private func encoded(_ text: [UInt8], like file: MarkedFile, _ path: String) throws(StoreError) -> [UInt8] {
        guard let bytes = file.bytes(of: text) else {
            throw StoreError(.badInput, "cannot settle '\(path)': its encoding cannot say what was written")
        }
        return bytes
    }

    /// Working tree and index together.
    private func changing(_ body: (TreeSwitch, ObjectPack) throws(StoreError) -> Void) throws(StoreError) {
        let change = try ofGit { () throws(GitError) in try TreeSwitch(of: repository, touchesFiles: true) }
        let pack = try ofGit { () throws(GitError) in try ObjectPack(for: repository) }
        try body(change, pack)
        try ofGit { () throws(GitError) in try pack.land() }
        try change.finishAlone(nil)
    }

    /// A file of the working tree; one without markers is settled in the index too.
    private func put(_ bytes: [UInt8], _ path: String, _ change: TreeSwitch, _ pack: ObjectPack) throws(StoreError) {
        let checked = try gated(path, as: .repository)
        guard MarkedFile(bytes).regions.isEmpty else {
            return try ofGit { () throws(GitError) in try change.write(checked, bytes) }
        }
        let id: ObjectID
        if let stored = try filter.stored(path, bytes) { id = stored } else { id = try pack.store(path, bytes, filter) }
        let mode = open.states[path].flatMap { $0.ours ?? $0.theirs }?.mode ?? .file
        try ofGit { () throws(GitError) in try change.put(checked, mode: mode, id: id, bytes, isKnown: true) }
    }

    /// Whole files, as git checks them out; without an entry they are gone.
    private func put(_ files: [(path: String, entry: IndexEntry?)], _ change: TreeSwitch) throws(StoreError) {
        let kept = files.compactMap { path, entry in entry.map { TreeFile(path: path, mode: $0.mode, id: $0.id) } }
        try change.checkOut(kept, in: repository, git: git)
        for (path, entry) in files {
            let checked = try gated(path, as: .repository)
            try ofGit { () throws(GitError) in if entry == nil { try change.remove(checked) } }
        }
    }

    /// A file of the working tree.
    public func file(_ path: String) throws(StoreError) -> MarkedFile {
        let checked = try gated(path, as: .repository)
        guard let bytes = try ofSystem({ () throws(SystemError) in try top.read(checked) }) else {
            throw StoreError(
                .notFound, "it is not there", file: path, hints: ["'git checkout --merge -- \(ShellText.word(path))' brings it back"])
        }
        return MarkedFile(bytes)
    }

    /// With the managed twins that are open too: they follow.
    public func files(of item: OpenMerge.Item) -> [String] {
        let files = item.conflict.files
        let twins = files.compactMap { path -> String? in
            let place = place(of: path)
            return Twin.other(of: place.inside).map { place.folder + $0 }
        }
        return files + twins.filter { twin in open.states[twin] != nil && !files.contains { $0 == twin } }
    }

    private func place(of path: String) -> SolutionPath { SolutionPath.of(path) { Files.exists(top.path + "/" + $0) } }

    private func taken(
        _ choice: ConflictChoice, of region: ConflictRegion, _ item: OpenMerge.Item, _ path: String
    ) throws(StoreError) -> [UInt8] {
        if choice == .both, !region.isOfLines, item.conflict.conflict.reason != .samePlace { throw cannotKeepBoth(item) }
        guard let bytes = region.bytes(choice) else {
            throw StoreError(
                .badInput, "the file does not show the state before both sides: \(path)",
                hints: ["set 'git config merge.conflictStyle diff3', bring the conflict back with --undo, and take --base then"])
        }
        return bytes
    }

    /// Whether a conflict can be answered so, as far as its files show.
    public func canTake(_ choice: ConflictChoice, of item: OpenMerge.Item) -> Bool {
        switch choice {
        case .ours, .theirs: return true
        case .base where !item.isInText: return true
        case .both where !item.isInText: return false
        case .base, .both:
            let files = files(of: item).compactMap { try? file($0) }
            let regions = files.flatMap { file in
                let holders = ConflictHolders(file.regions, [item.conflict.conflict.address])
                return file.regions.filter { holders.number(of: $0) != nil }
            }
            if choice == .base { return !regions.isEmpty && regions.allSatisfy { $0.base != nil } }
            return item.conflict.conflict.reason == .samePlace || !regions.isEmpty && regions.allSatisfy(\.isOfLines)
        }
    }

    private func cannotKeepBoth(_ item: OpenMerge.Item) -> StoreError {
        StoreError(
            .badInput, "both sides of '\(item.conflict.conflict.what)' cannot stand: \(item.conflict.conflict.reason.rawValue)",
            hints: ["take one with --ours or --theirs, or write it yourself with --edit"])
    }

    private func checkParses(_ bytes: [UInt8], _ path: String) throws(StoreError) {
        guard let syntax = Syntax(path: path) else { return }
        do throws(ParseError) {
            _ = try Document(bytes, syntax: syntax, names: Names())
        } catch {
            throw StoreError(
                .badInput, "cannot settle '\(path)': line \(error.line), column \(error.column): \(error.message)",
                hints: ["the file is as it was; settle this conflict in another way, or with --edit"])
        }
    }

    // MARK: - Bringing back

    /// The conflict as the merge left it; what else was settled in its files stays settled.
    public func bringBack(_ item: OpenMerge.Item) throws(StoreError) {
        try changing { (change, _) throws(StoreError) in
            for path in files(of: item) {
                guard let state = open.states[path] ?? open.settledStates[path] else { continue }
                let bytes = try bytes(bringing: item, back: path, state)
                let checked = try gated(path, as: .repository)
                change.contest(state)
                try ofGit { () throws(GitError) in if let bytes { try change.write(checked, bytes) } }
            }
        }
    }

    private func blob(_ entry: IndexEntry) throws(StoreError) -> [UInt8] {
        try ofGit(doing: "read '\(entry.path)'") { () throws(GitError) in try repository.readBlob(entry.id) }
    }

    private func bytes(bringing item: OpenMerge.Item, back path: String, _ state: IndexConflict) throws(StoreError) -> [UInt8]? {
        guard let ours = state.ours, let theirs = state.theirs else {
            return try (state.ours ?? state.theirs).map { (entry) throws(StoreError) in try filter.workingForm(path, of: blob(entry)) }
        }
        let place = place(of: path)
        let fresh = try open.merger.merge(
            base: try state.base.map { (entry) throws(StoreError) in try blob(entry) }, ours: try blob(ours), theirs: try blob(theirs),
            path: place.inside, in: place.folder)
        let marked = try filter.workingForm(path, of: fresh.bytes)
        let address = item.conflict.conflict.address
        let isOnly = fresh.conflicts.allSatisfy { $0.address == address }
        let checked = try gated(path, as: .repository)
        guard !isOnly, let bytes = try ofSystem({ () throws(SystemError) in try top.read(checked) }) else { return marked }
        // The settled text and the fresh one come from one in which only this conflict is settled, in one of these ways.
        let (now, again) = (MarkedFile(bytes), MarkedFile(marked))
        let holders = ConflictHolders([], [address])
        func isMeant(_ region: ConflictRegion) -> Bool { !region.isOfLines && holders.number(of: region) != nil }
        for choice in ConflictChoice.allCases {
            let before = ConflictRegion.replacing(in: again.text) { isMeant($0) ? $0.bytes(choice) : nil }
            let merge = try ofGit { () throws(GitError) in try mergeLines(base: before, ours: now.text, theirs: again.text) }
            guard merge.isClean, ConflictRegion.all(in: merge.bytes).contains(where: isMeant) else { continue }
            if let bytes = now.bytes(of: merge.bytes) { return bytes }
        }
        throw StoreError(
            .badInput, "'\(path)' was changed at this conflict, and other conflicts of it are settled",
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

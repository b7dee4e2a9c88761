// What a diff is of: two snapshots out of the words of a command line, as git users write them.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// Two states to compare, and the addresses that are of interest.
struct ComparisonRequest {
    let before: any Snapshot
    let after: any Snapshot
    let addresses: [AddressPattern]
}

extension World {
    /// Reads `[A [B]] [--] [ADDRESS…]`. Nothing named: the index against the working tree. `cached`: against the index.
    func comparison(_ arguments: Arguments, cached: Bool) throws -> ComparisonRequest {
        let (words, addresses) = arguments.parts
        let reading = arguments.reading(of: 0)
        var places: [String] = []
        var rest = words[...]
        while let word = rest.first, places.count < 2, try isState(word, reading, isFirst: places.isEmpty) {
            places.append(word)
            rest = rest.dropFirst()
        }
        if arguments.separator != nil, let stray = rest.first {
            throw CommandError(
                "'\(stray)' is no file, no folder and no revision", hints: ["addresses stand behind '--'"])
        }
        let patterns = (rest + addresses).map(AddressPattern.init)
        let (before, after) = try states(places, reading, cached: cached)
        return ComparisonRequest(before: before, after: after, addresses: patterns)
    }

    private func states(_ places: [String], _ reading: WordReading, cached: Bool) throws -> (any Snapshot, any Snapshot) {
        if cached {
            guard places.count < 2 else {
                throw UsageError(message: "'--cached' compares one revision with the index, not two states", hints: [])
            }
            let repository = try openRepository()
            if places.isEmpty, try repository.headCommit == nil {
                return (RevisionSnapshot(.emptyTree, named: "HEAD", in: repository), try IndexSnapshot(repository))
            }
            let submodules = try submodules(of: repository)
            let head = try RevisionSnapshot(places.first ?? "HEAD", in: repository)
            return (try submodules.joined(head), try submodules.joined(IndexSnapshot(repository)))
        }
        switch places.count {
        case 0:
            let repository = try openRepository()
            let submodules = try submodules(of: repository)
            return (try submodules.joined(IndexSnapshot(repository)), try submodules.joined(WorktreeSnapshot(repository)))
        case 1:
            if let (from, to) = try range(places[0], reading) { return (try joined(from), try joined(to)) }
            let before = try solutionSnapshot(places[0], reading)
            if let repository = try repositoryIfAny() {
                let submodules = try submodules(of: repository)
                return (try submodules.joined(before), try submodules.joined(WorktreeSnapshot(repository)))
            }
            return (before, try FolderSnapshot("."))
        default:
            // `^A B` and `B ^A` are `A..B`.
            let hidden = places.map { $0.hasPrefix("^") && !Files.exists($0) }
            if hidden[0] != hidden[1] {
                let (from, to) = hidden[0] ? (places[0], places[1]) : (places[1], places[0])
                let shown = try solutionSnapshot(String(Substring(from.utf8.dropFirst())), reading)
                return (try joined(shown), try joined(solutionSnapshot(to, reading)))
            }
            let (before, after) = (try solutionSnapshot(places[0], reading), try solutionSnapshot(places[1], reading))
            return (try half(places[0], like: after) ?? joined(before), try half(places[1], like: before) ?? joined(after))
        }
    }

    /// A revision with the commits that it names of submodules.
    private func joined(_ snapshot: any Snapshot) throws -> any Snapshot {
        guard snapshot is RevisionSnapshot, let repository = try repositoryIfAny() else { return snapshot }
        return try submodules(of: repository).joined(snapshot)
    }

    /// Of a release against an export its half, as exactly as the tag has it.
    private func half(_ name: String, like other: any Snapshot) throws -> ReleaseHalf? {
        guard let package = other as? PackageSnapshot, let release = try release(name) else { return nil }
        return try soundHalves(of: release)[package.manifest == .managed ? .managed : .unmanaged]
    }

    /// A state of a solution: a zip is what it unpacks to.
    func solutionSnapshot(_ name: String, _ reading: WordReading = .either) throws -> any Snapshot {
        if try isFile(name, reading), Files.exists(name), !Files.isDirectory(name) { return try PackageSnapshot(name) }
        return try snapshot(name, reading)
    }

    /// `A..B`, `A...B`, which is from where the two parted to B, and `B^!`.
    private func range(_ text: String, _ reading: WordReading) throws -> (any Snapshot, any Snapshot)? {
        let isRange = text.utf8.firstRange(of: "..".utf8) != nil || text.utf8.firstRange(of: "^".utf8) != nil
        guard isRange, try !isFile(text, reading), let repository = try repositoryIfAny() else { return nil }
        let range = try repository.range(text)
        guard let from = range.from else { return nil }
        var start = from
        if range.kind == .threeDot {
            guard let base = range.hidden.first else {
                throw CommandError(
                    "the two sides of '\(text)' have no commit in common",
                    hints: repository.isShallow ? ["this clone is shallow: 'git fetch --deepen=100' gets more of the history"] : [])
            }
            start = base
        }
        return (try snapshot(of: start, named: range.names.from ?? text), try snapshot(of: range.to, named: range.names.to))
    }

    /// A word names a state unless it can only be an address.
    private func isState(_ word: String, _ reading: WordReading, isFirst: Bool) throws -> Bool {
        if try isFile(word, reading) { return true }
        guard let repository = try repositoryIfAny() else {
            guard isFirst || !word.contains("/") else { return false }
            if let unreadable { throw unreadable }
            throw CommandError("there is no file or folder '\(word)', and no git repository here to have such a revision")
        }
        if repository.plainRevisionIfAny(word) != nil { return true }
        if word.contains(".."), (try? repository.range(word)) != nil { return true }
        if try isPlaceName(word) { return true }
        // Git is asked only about what can be no address.
        if AddressWords.isAddress(word) { return false }
        if (try? repository.range(word)) != nil { return true }
        throw CommandError(
            "'\(word)' is no file, no folder and no revision",
            hints: ["'git branch -a' and 'git tag' list the names of revisions; addresses stand behind '--'"])
    }
}

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
        var places: [String] = []
        var rest = words[...]
        while let word = rest.first, places.count < 2, try isState(word, isFirst: places.isEmpty) {
            places.append(word)
            rest = rest.dropFirst()
        }
        if arguments.separator != nil, let stray = rest.first {
            throw CommandError(
                "'\(stray)' is no file, no folder and no revision", hints: ["addresses stand behind '--'"])
        }
        let patterns = (rest + addresses).map(AddressPattern.init)
        let (before, after) = try states(places, cached: cached)
        return ComparisonRequest(before: before, after: after, addresses: patterns)
    }

    private func states(_ places: [String], cached: Bool) throws -> (any Snapshot, any Snapshot) {
        if cached {
            guard places.count < 2 else {
                throw UsageError(message: "'--cached' compares one revision with the index, not two states", hints: [])
            }
            let repository = try openRepository()
            let head = places.first ?? "HEAD"
            return (try RevisionSnapshot(head, in: repository), try IndexSnapshot(repository))
        }
        switch places.count {
        case 0:
            let repository = try openRepository()
            return (try IndexSnapshot(repository), try WorktreeSnapshot(repository))
        case 1:
            if let range = try range(places[0]) { return range }
            let before = try solutionSnapshot(places[0])
            if let repository = try repositoryIfAny() { return (before, try WorktreeSnapshot(repository)) }
            return (before, try FolderSnapshot("."))
        default:
            let (before, after) = (try solutionSnapshot(places[0]), try solutionSnapshot(places[1]))
            return (try half(places[0], like: after) ?? before, try half(places[1], like: before) ?? after)
        }
    }

    /// Of a release against an export its half, as exactly as the tag has it.
    private func half(_ name: String, like other: any Snapshot) throws -> ReleaseHalf? {
        guard let package = other as? PackageSnapshot, let release = try release(name) else { return nil }
        return try soundHalves(of: release)[package.manifest == .managed ? .managed : .unmanaged]
    }

    /// A state of a solution: a zip is what it unpacks to.
    func solutionSnapshot(_ name: String) throws -> any Snapshot {
        if let status = try? Files.status(name, followingLinks: true) {
            return status.kind == .directory ? try SparseFolder.open(name, in: (try? repositoryIfAny()) ?? nil) : try PackageSnapshot(name)
        }
        return try snapshot(name)
    }

    /// `A..B`, and `A...B`: from where the two parted to B.
    private func range(_ text: String) throws -> (any Snapshot, any Snapshot)? {
        guard text.contains(".."), !Files.exists(text), let repository = try repositoryIfAny() else { return nil }
        let range = try repository.range(text)
        guard let from = range.from else { return nil }
        var start = from
        if range.kind == .threeDot {
            guard let base = try repository.mergeBases(from, range.to).first else {
                throw CommandError(
                    "the two sides of '\(text)' have no commit in common",
                    hints: repository.isShallow ? ["this clone is shallow: 'git fetch --deepen=100' gets more of the history"] : [])
            }
            start = base
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: true)
        func snapshot(_ commit: ObjectID, _ name: Substring?) throws -> RevisionSnapshot {
            try self.snapshot(of: commit, named: name.map(String.init) ?? "HEAD")
        }
        return (
            try snapshot(start, text.hasPrefix(".") ? nil : parts.first), try snapshot(range.to, text.hasSuffix(".") ? nil : parts.last)
        )
    }

    /// A word names a state unless it can only be an address.
    private func isState(_ word: String, isFirst: Bool) throws -> Bool {
        if Files.exists(word) { return true }
        guard let repository = try repositoryIfAny() else {
            guard isFirst || !word.contains("/") else { return false }
            throw CommandError("there is no file or folder '\(word)', and no git repository here to have such a revision")
        }
        if word.contains(".."), (try? repository.range(word)) != nil { return true }
        if (try? repository.revision(word)) != nil { return true }
        if try isPlaceName(word) { return true }
        if AddressWords.isAddress(word) { return false }
        throw CommandError(
            "'\(word)' is no file, no folder and no revision",
            hints: ["'git branch -a' and 'git tag' list the names of revisions; addresses stand behind '--'"])
    }
}

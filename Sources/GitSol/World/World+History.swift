// Which commits a command is about, and which components: out of the words of a command line, as `git log` reads them.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// Where a walk through history starts and ends, and what is of interest in it.
struct HistoryRequest {
    var starts: [ObjectID] = []
    var hidden: [ObjectID] = []
    var patterns: [AddressPattern] = []
    /// A revision was named; else it starts from HEAD.
    var isNamed = false
}

extension World {
    /// Compares as the settings of the repository and the flags ask. `isHere`: what is compared are states of the repository.
    func comparer(_ arguments: Arguments, isHere: Bool = true) throws -> SnapshotComparer {
        SnapshotComparer(
            try rules(), solution: isHere ? try solution(arguments) : arguments.value(.solution))
    }

    /// The unique name of the solution that is meant: the one that is named, else the one in whose folder one stands. Nil means all.
    func solution(_ arguments: Arguments) throws -> String? {
        if let name = arguments.value(.solution) { return name }
        guard let top = try repositoryIfAny()?.workingDirectory else { return nil }
        return SolutionPlace.around(try directory() + "/", below: top)?.manifest.uniqueName
    }

    /// The same of a state that somebody named. Where one stands says nothing of folders and zips, nor of states without that solution.
    func solution(_ arguments: Arguments, in snapshot: any Snapshot) throws -> String? {
        if let name = arguments.value(.solution) { return name }
        guard snapshot is RevisionSnapshot || snapshot is WorktreeSnapshot, let here = try solution(arguments) else { return nil }
        return try SolutionPlace.places(in: snapshot).contains { $0.manifest.uniqueName == here } ? here : nil
    }

    /// Whether a path of the repository is in the solution that is meant.
    func isMeant(_ arguments: Arguments) throws -> (String) -> Bool {
        guard let name = try solution(arguments) else { return { _ in true } }
        let repository = try openRepository()
        let snapshot: any Snapshot = repository.isBare ? try RevisionSnapshot("HEAD", in: repository) : try IndexSnapshot(repository)
        let folders = try SolutionPlace.folders(in: snapshot, named: name) ?? [""]
        return { path in folders.contains { path.hasPrefix($0) } }
    }

    /// Reads `[REV | A..B | A...B | ^A]… [--] [ADDRESS…]`. No revision means HEAD; before the first commit there are no starts.
    func historyRequest(_ arguments: Arguments, allowsRanges: Bool) throws -> HistoryRequest {
        let repository = try openRepository()
        let (words, addresses) = arguments.parts
        var request = HistoryRequest()
        var rest = words[...]
        while let word = rest.first {
            guard try add(word, to: &request, repository, allowsRanges) else {
                if arguments.separator != nil || !AddressWords.isAddress(word) { throw Self.unknown(word) }
                break
            }
            rest = rest.dropFirst()
            if !allowsRanges { break }
        }
        if arguments.separator != nil, let stray = rest.first { throw UsageError(message: "unexpected argument '\(stray)'") }
        request.patterns = (rest + addresses).map(AddressPattern.init)
        request.isNamed = request.isNamed || !request.starts.isEmpty
        // `^A` alone leaves nothing, as for git.
        if !request.isNamed, let head = try repository.headCommit { request.starts = [head] }
        return request
    }

    private static func unknown(_ word: String) -> CommandError {
        CommandError(
            "'\(word)' is no revision and no address",
            hints: ["'git branch -a' and 'git tag' list the names of revisions; display names stand behind '--'"])
    }

    private func add(
        _ word: String, to request: inout HistoryRequest, _ repository: Repository, _ allowsRanges: Bool
    ) throws -> Bool {
        // Git is asked only about what can be no address.
        if AddressWords.isAddress(word), !word.contains(".."), repository.plainRevisionIfAny(word) == nil { return false }
        do throws(GitError) {
            if allowsRanges {
                let range = try repository.range(word)
                request.starts += try range.starts.map { (id) throws(GitError) in try repository.peel(id, to: .commit) }
                request.hidden += range.hidden
                request.isNamed = true
            } else {
                request.starts.append(try repository.commit(word))
            }
            return true
        } catch {
            if error.isNotFound || error.isInvalidName || error.isAmbiguous { return false }
            throw error
        }
    }
}

/// Telling addresses from other words.
enum AddressWords {
    /// Only an address looks like this: it begins with the word of a kind, has a wildcard, or is a display name of several words.
    static func isAddress(_ word: String) -> Bool {
        let head = word.split(separator: "/").first.map { $0.lowercased() } ?? ""
        if word.contains(" "), !word.contains("{"), !word.contains(":") { return true }
        return word.contains("*") || Kinds.table[head] != nil || head == "section" || head == "file"
    }
}

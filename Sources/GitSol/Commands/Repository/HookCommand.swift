// git sol hook: what our hooks do. Hidden: `git sol install` makes git call it.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let hook = Command(
        name: "hook", group: .repository, summary: "do the work of a git hook",
        synopsis: ["pre-commit", "prepare-commit-msg FILE [SOURCE [COMMIT]]", "post-merge", "pre-push REMOTE URL"],
        description: [
            "`pre-commit` refuses to commit conflict markers, documents that do not parse, and keys that stand twice and did not before. `prepare-commit-msg` adds what changed, in components, as comments to the message that an editor will show. `post-merge` warns of faults that a merge brought in, and changes nothing. `pre-push` refuses to push a release tag that does not verify.",
            "With the variable `GIT_SOL=0` it does nothing.",
        ],
        positionals: [
            Positional(name: "HOOK", summary: "the hook's name"),
            Positional(name: "ARGUMENT", count: .any, completion: .file, summary: "what git gives the hook"),
        ],
        statuses: [(1, "The commit, or the push, is refused.")],
        isHidden: true, run: HookCommand.run)
}

enum HookCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        if world.environment["GIT_SOL"] == "0" { return .done }
        let words = arguments.positionals
        switch words.first {
        case "pre-commit": return try checkStaged(world)
        case "post-merge":
            tellOfMerge(world)
            return .done
        case "prepare-commit-msg" where words.count > 1: return try prepareMessage(words[1], source: words.dropFirst(2).first, world)
        case "pre-push": return try checkPushed(world)
        default:
            throw UsageError(
                message: "there is no hook '\(words.first ?? "")'",
                hints: ["'pre-commit', 'prepare-commit-msg', 'post-merge' and 'pre-push' are ours"])
        }
    }

    /// Markers first: a document with markers does not parse either, and the markers are the reason.
    private static func checkStaged(_ world: World) throws -> ExitStatus {
        let repository = try world.openRepository()
        // A `tsconfig.json` with comments is nobody's business here.
        let index = try IndexSnapshot(repository)
        let isOfSolution = SolutionPath.files(of: index.paths)
        let staged = try ParseCommand.stagedFiles(of: repository).filter { isOfSolution($0.0) }
        var refusals: [CommandError] = []
        for (path, id) in staged {
            let bytes = try repository.readBlob(id)
            let marked = MarkedFile(bytes)
            if let region = marked.regions.first {
                let line = marked.text[..<region.range.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
                refusals.append(
                    CommandError(
                        cannot: "commit", path, line: line, reason: "a conflict is not settled: \(region.label)",
                        hints: ["'git sol conflicts' lists what is open; 'git commit --no-verify' commits it all the same"]))
                continue
            }
            do throws(ParseError) {
                try ParseCommand.parse(bytes, path, checksLaws: false)
            } catch {
                refusals.append(CommandError(cannot: "commit", path, line: error.line, column: error.column, reason: error.message))
            }
        }
        let head = try repository.headCommit == nil ? nil : RevisionSnapshot("HEAD", in: repository)
        for finding in try Checker(world.rules()).duplicates(in: index, files: Set(exact: staged.map(\.0)), notIn: head) {
            refusals.append(
                CommandError(
                    cannot: "commit", finding.file, line: finding.line, reason: "\(finding.address): \(finding.message)",
                    hints: [finding.hint + "; 'git commit --no-verify' commits it all the same"]))
        }
        world.report(refusals)
        return refusals.isEmpty ? .done : .findings
    }

    /// Git runs this after moving a branch forward too: then ours is no parent of a merge. Nothing may fail here, as git's merge is made.
    private static func tellOfMerge(_ world: World) {
        guard let repository = try? world.openRepository(), let merged = try? repository.headCommit,
            let parents = try? repository.readCommit(merged).parents, parents.count > 1,
            let before = try? repository.target(of: "ORIG_HEAD"), parents.first == before
        else { return }
        MergeFindings.tell(world) { try CheckedMerge("HEAD", in: repository) }
    }

    /// Only for messages that somebody will look at.
    private static func prepareMessage(_ path: String, source: String?, _ world: World) throws -> ExitStatus {
        // Git gives this editor to hooks where it will open none: comments would stay in the message.
        guard source == nil || source == "template" || source == "merge" else { return .done }
        let (file, mark) = (TrustedPath(trusting: path), MergeCommand.commentMark(world))
        guard world.environment["GIT_EDITOR"] != ":", takesCommentsOut(world) else {
            // Nor is what a merge noted: git leaves it in.
            if source == "merge" {
                let text = try Files.read(path)
                let rest = MergeCommand.withoutConflicts(text, mark: mark)
                if rest != text { try Files.write(rest, to: file) }
            }
            return .done
        }
        let repository = try world.openRepository()
        guard try repository.headCommit != nil else { return .done }
        guard
            let comparisons = try? SnapshotComparer(world.rules()).compare(
                RevisionSnapshot("HEAD", in: repository), IndexSnapshot(repository))
        else { return .done }
        let summary = World(environment: [:])
        ChangeStat(world: summary).write(comparisons) { $0.noise == nil }
        guard !summary.out.memory.isEmpty else { return .done }
        let lines = summary.out.text.split(separator: "\n").map { "\(mark)\($0)\n" }.joined()
        let text = try Files.read(path)
        try Files.write(text + Array("\(mark)\n\(mark) Components:\n\(lines)".utf8), to: file)
        return .done
    }

    /// Whether git takes comments out of a message that was edited: the setting `commit.cleanup` may say that it is to leave them.
    private static func takesCommentsOut(_ world: World) -> Bool {
        world.settings["commit.cleanup"].map { ["default", "strip"].contains($0) } ?? true
    }
}

// Git itself, run for what is its own business: the index and the working tree together, commits with their hooks and signatures.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension World {
    /// What lines of a message begin with that git takes out.
    var commentMark: String { config("core.commentChar").flatMap { $0 == "auto" || $0.isEmpty ? nil : MessageText.line($0) } ?? "#" }

    /// Runs git in the same repository and gives what it printed. A failure is told in git's own words.
    @discardableResult
    func git(
        _ arguments: [String], input: [UInt8] = [], top: Bool = false, environment changes: [String: String] = [:]
    ) throws -> [UInt8] {
        try Self.output(of: try runGit(arguments, input: input, top: top, environment: changes), arguments)
    }

    /// What git printed, or what it complained of.
    static func output(of result: Process.Result, _ arguments: [String]) throws -> [UInt8] {
        guard result.end == .exited(0) else {
            let words = String(decoding: result.errors, as: UTF8.self).split(separator: "\n").map(String.init)
            let first = words.first { $0.hasPrefix("error: ") || $0.hasPrefix("fatal: ") } ?? words.first ?? "no reason given"
            throw CommandError(
                "git \(arguments.first ?? "") failed", reason: first.dropPrefix("error: ").dropPrefix("fatal: "),
                hints: words.filter { $0 != first })
        }
        return result.output
    }

    /// `top`: paths are those from the top of the working tree.
    func runGit(
        _ arguments: [String], input: [UInt8] = [], top: Bool = false, environment changes: [String: String] = [:]
    ) throws -> Process.Result {
        if top {
            let repository = try openRepository()
            return try runGit(
                arguments, in: repository.workingDirectory ?? repository.gitDirectory, of: repository, input: input, environment: changes)
        }
        var words = ["git"]
        if let gitDirectory { words += ["--git-dir", gitDirectory] }
        if let workTree { words += ["--work-tree", workTree] }
        for setting in global.values(GlobalFlag.config) { words += ["-c", setting] }
        return try Process.run(words + arguments, environment: environment.forGit(arguments, changes), input: .bytes(input))
    }

    /// `git merge-tree`, which ends with 1 where there are conflicts. A folder counts as renamed for git when nothing is left in it;
    /// it is shown only some files, so it must not ask.
    func gitMerge(_ arguments: [String]) throws(StoreError) -> [UInt8] {
        do {
            let words = ["-c", "merge.directoryRenames=false", "merge-tree"] + arguments
            let result = try runGit(words)
            return result.end == .exited(1) ? result.output : try Self.output(of: result, ["merge-tree"])
        } catch {
            throw StoreError(.failed, "cannot merge the files that are in no solution: \(describe(error).first?.text ?? "\(error)")")
        }
    }

    /// The same from another directory, as git takes paths from where it stands. Repository and working tree are named in variables.
    func runGit(
        _ arguments: [String], in directory: String, of repository: Repository, input: [UInt8] = [],
        environment changes: [String: String] = [:]
    ) throws -> Process.Result {
        var words = ["git"]
        for setting in global.values(GlobalFlag.config) { words += ["-c", setting] }
        var places = ["GIT_DIR": repository.gitDirectory, "GIT_INDEX_FILE": repository.indexPath]
        places["GIT_WORK_TREE"] = repository.workingDirectory
        return try Process.run(
            words + arguments, environment: environment.forGit(arguments, places.merging(changes) { $1 }), directory: directory,
            input: .bytes(input))
    }
}

extension Environment {
    /// What git is started with, always: a path is that path, whatever wildcards are in it.
    ///
    /// Hooks get all variables that git has, and what people wrote in them are patterns: the commands that run those take no paths.
    fileprivate func forGit(_ arguments: [String], _ changes: [String: String]) -> Environment {
        var changed = self
        if !["commit", "merge"].contains(arguments.first) {
            // Git refuses these beside the literal ones.
            for word in ["GLOB", "NOGLOB", "ICASE"] { changed.variables["GIT_\(word)_PATHSPECS"] = nil }
            changed.variables["GIT_LITERAL_PATHSPECS"] = "1"
        }
        for (name, value) in changes { changed.variables[name] = value }
        return changed
    }
}

extension String {
    fileprivate func dropPrefix(_ prefix: String) -> String { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self }
}

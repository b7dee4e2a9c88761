// Git itself, run for what is its own business: the index and the working tree together, commits with their hooks and signatures.

internal import Bindings

extension World {
    /// Runs git in the same repository and gives what it printed. A failure is told in git's own words.
    @discardableResult
    func git(_ arguments: [String], input: [UInt8] = [], top: Bool = false) throws -> [UInt8] {
        let result = try runGit(arguments, input: input, top: top)
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
    func runGit(_ arguments: [String], input: [UInt8] = [], top: Bool = false) throws -> Process.Result {
        var words = ["git"]
        if let gitDirectory { words += ["--git-dir", gitDirectory] }
        if let workTree { words += ["--work-tree", workTree] }
        for setting in global.values(GlobalFlag.config) { words += ["-c", setting] }
        let directory = top ? try openRepository().workingDirectory : nil
        return try Process.run(words + arguments, environment: environment, directory: directory, input: .bytes(input))
    }
}

extension String {
    fileprivate func dropPrefix(_ prefix: String) -> String { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self }
}

// Git itself, started in one place for what is its own business: filters, commits with their hooks and signatures, its index.

public import Bindings
internal import SolutionCore

/// Git as a program, with what the command line and the variables say of it.
public struct GitProgram {
    /// Starts a program and waits for it.
    public typealias Start = (
        _ words: [String], _ environment: Environment, _ directory: String?, _ input: [UInt8]
    ) throws(SystemError) -> Process.Result

    private let environment: Environment
    /// What stands before the command: `-c` with its settings.
    private let settings: [String]
    /// Where the command line says that the repository is, which only matters as long as it is not open.
    private let places: [String]
    private let start: Start

    /// `start`: tests put another in its place.
    public init(
        environment: Environment, settings: [String] = [], gitDirectory: String? = nil, workTree: String? = nil,
        start: @escaping Start = GitProgram.process
    ) {
        self.environment = environment
        self.settings = settings.flatMap { ["-c", $0] }
        places = (gitDirectory.map { ["--git-dir", $0] } ?? []) + (workTree.map { ["--work-tree", $0] } ?? [])
        self.start = start
    }

    public static func process(
        _ words: [String], _ environment: Environment, _ directory: String?, _ input: [UInt8]
    ) throws(SystemError) -> Process.Result {
        try Process.run(words, environment: environment, directory: directory, input: .bytes(input))
    }

    // MARK: - Where one stands

    /// Runs git where this process stands; it looks for the repository itself.
    public func result(of arguments: [String], input: [UInt8] = []) throws(StoreError) -> Process.Result {
        try ofSystem { () throws(SystemError) in
            try start(["git"] + places + settings + arguments, variables(for: arguments), nil, input)
        }
    }

    /// What git printed. A failure is told in git's own words.
    @discardableResult
    public func output(of arguments: [String], input: [UInt8] = []) throws(StoreError) -> [UInt8] {
        try Self.output(of: try result(of: arguments, input: input), arguments)
    }

    // MARK: - In an open repository

    /// Runs git in a repository; paths are those from the top of the working tree, or from `directory`.
    public func result(
        of arguments: [String], in repository: Repository, directory: String? = nil, input: [UInt8] = [],
        environment changes: [String: String] = [:]
    ) throws(StoreError) -> Process.Result {
        var named = ["GIT_DIR": repository.gitDirectory, "GIT_INDEX_FILE": repository.indexPath]
        named["GIT_WORK_TREE"] = repository.workingDirectory
        let variables = variables(for: arguments, named.merging(changes) { $1 })
        let place = directory ?? repository.workingDirectory ?? repository.gitDirectory
        return try ofSystem { () throws(SystemError) in try start(["git"] + settings + arguments, variables, place, input) }
    }

    @discardableResult
    public func output(
        of arguments: [String], in repository: Repository, directory: String? = nil, input: [UInt8] = [],
        environment changes: [String: String] = [:]
    ) throws(StoreError) -> [UInt8] {
        let result = try result(of: arguments, in: repository, directory: directory, input: input, environment: changes)
        return try Self.output(of: result, arguments)
    }

    /// The object that git named as the first word of what it printed.
    public func object(of arguments: [String], in repository: Repository, input: [UInt8] = []) throws(StoreError) -> ObjectID {
        let output = try output(of: arguments, in: repository, input: input)
        let hex = String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard let id = ObjectID(hex: hex) else { throw StoreError(.failed, "git \(Self.name(of: arguments)) named no object") }
        return id
    }

    /// What a revision names, by git's own rules, where one stands. Throws `isNotFound` where it names nothing.
    public func revision(_ text: String) throws(GitError) -> ObjectID {
        let result: Process.Result
        do throws(StoreError) {
            result = try self.result(of: ["rev-parse", "--verify", "--quiet", "--end-of-options", text])
        } catch {
            throw GitError.invalid(error.message)
        }
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        guard result.end == .exited(0), let last = lines.last, let id = ObjectID(hex: String(last)) else {
            throw GitError.notFound("'\(text)' is no revision")
        }
        return id
    }

    /// Git's judgement of a repository that belongs to somebody else: `safe.directory` in all the places where it may be said.
    ///
    /// Gives the git directory that git opens here: it may pass by what somebody else takes for one.
    public func judgeOwner(at path: String = ".") throws(GitError) -> String {
        do throws(StoreError) {
            let result = try result(of: ["-C", path, "rev-parse", "--absolute-git-dir"])
            if result.end == .exited(0) {
                let line = result.output.last == UInt8(ascii: "\n") ? result.output.dropLast() : result.output[...]
                return String(decoding: line, as: UTF8.self)
            }
            let line = String(decoding: result.errors, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
            throw StoreError(.failed, line.inside("fatal: "))
        } catch {
            throw GitError.unsafeOwner(error.message)
        }
    }

    /// Fetches objects that a partial clone left at its remote, with one question: as git itself does for a checkout.
    public func fetch(_ ids: [ObjectID], from remote: String, into repository: Repository) throws(GitError) {
        let words = [
            "-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no",
            "--filter=blob:none", "--stdin", "--", remote,
        ]
        do throws(StoreError) {
            try output(of: words, in: repository, input: Array(ids.map { $0.hex + "\n" }.joined().utf8))
        } catch {
            throw GitError.invalid("\(ids.count) objects that a partial clone left at '\(remote)' cannot be fetched: \(error.message)")
        }
    }

    // MARK: - What it says

    /// What git printed, or what it complained of.
    public static func output(of result: Process.Result, _ arguments: [String]) throws(StoreError) -> [UInt8] {
        guard result.end == .exited(0) else {
            let words = String(decoding: result.errors, as: UTF8.self).split(separator: "\n").map(String.init)
            let first = words.first { $0.hasPrefix("error: ") || $0.hasPrefix("fatal: ") } ?? words.first ?? "no reason given"
            let reason = first.inside("error: ").inside("fatal: ")
            throw StoreError(.failed, "git \(name(of: arguments)) failed: \(reason)", hints: hints(in: words.filter { $0 != first }))
        }
        return result.output
    }

    /// What git says beside its reason. Who shows hints calls them so: git's own word for it goes.
    private static func hints(in lines: [String]) -> [String] {
        lines.map { $0.hasPrefix("hint:") ? String($0.dropFirst(5)).inside(" ") : $0 }.filter { !$0.isEmpty }
    }

    private static func name(of arguments: [String]) -> String {
        var rest = arguments[...]
        while rest.first == "-c" { rest = rest.dropFirst(2) }
        return rest.first ?? ""
    }

    /// What git is started with, always: a path is that path, whatever wildcards are in it.
    ///
    /// Hooks get all variables that git has, and what people wrote in them are patterns: the commands that run those take no paths.
    private func variables(for arguments: [String], _ changes: [String: String] = [:]) -> Environment {
        var changed = environment
        if !["commit", "merge"].contains(Self.name(of: arguments)) {
            // Git refuses these beside the literal ones.
            for word in ["GLOB", "NOGLOB", "ICASE"] { changed.variables["GIT_\(word)_PATHSPECS"] = nil }
            changed.variables["GIT_LITERAL_PATHSPECS"] = "1"
        }
        for (name, value) in changes { changed.variables[name] = value }
        return changed
    }
}

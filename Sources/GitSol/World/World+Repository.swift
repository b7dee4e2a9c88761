// The repository as commands get it: found as git finds it, opened when first asked for.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension World {
    /// The repository that flags, variables and the folder one stands in name. What killed runs had begun in it is completed first.
    func openRepository() throws -> Repository {
        if let opened { return opened }
        if let unreadable { throw unreadable }
        do {
            let repository = try findRepository()
            opened = repository
            return repository
        } catch {
            guard let error = error as? GitError, let name = error.unsupportedExtension else { throw error }
            throw useUnreadable(name)
        }
    }

    /// The repository, for what writes into it: where that is not allowed, nothing is begun.
    func openRepository(toWrite: Bool) throws -> Repository {
        let repository = try openRepository()
        if toWrite, let folder = repository.readOnlyFolder {
            throw CommandError(
                "'\(folder)' cannot be written",
                hints: ["what only reads works here; for more, ask who owns it, or mount it so that it can be written"])
        }
        return repository
    }

    /// The repository, or nil where there is none, or none that we can read. One that cannot be opened is an error.
    func repositoryIfAny() throws -> Repository? {
        do {
            return try openRepository()
        } catch {
            if unreadable != nil { return nil }
            if let error = error as? GitError, error.isNotFound { return nil }
            throw error
        }
    }

    /// A repository of a form that only git reads. Its settings count all the same, as git tells them.
    private func useUnreadable(_ extensionName: String) -> CommandError {
        let form =
            switch extensionName.lowercased() {
            case "objectformat": "names its objects by SHA-256"
            case "refstorage": "keeps its references in a reftable"
            default: "uses 'extensions.\(extensionName)'"
            }
        let error = CommandError(
            "this repository \(form), which git sol cannot read",
            hints: [
                "folders, zips and the drivers of 'git sol install --global' work here; 'git archive REV | tar -x -C DIR' makes a folder"
            ])
        unreadable = error
        let git = git
        func values(_ key: String) -> [String] {
            guard let result = try? git.result(of: ["config", "--get-all", "-z", key]), result.end == .exited(0) else { return [] }
            return result.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        }
        repositoryConfig = { values($0).last }
        repositoryConfigs = values
        return error
    }

    /// Where flags and variables say that the repository and the settings are.
    var location: RepositoryLocation {
        var location = RepositoryLocation(gitDirectory: gitDirectory, workTree: workTree)
        location.ceilings = paths("GIT_CEILING_DIRECTORIES")
        location.crossesFileSystems = GitSettings.boolean(environment["GIT_DISCOVERY_ACROSS_FILESYSTEM"] ?? "") ?? false
        location.indexFile = environment["GIT_INDEX_FILE"]
        location.objectDirectory = environment["GIT_OBJECT_DIRECTORY"]
        location.alternateObjectDirectories = paths("GIT_ALTERNATE_OBJECT_DIRECTORIES")
        location.globalConfiguration = environment["GIT_CONFIG_GLOBAL"]
        let hasSystem = !(GitSettings.boolean(environment["GIT_CONFIG_NOSYSTEM"] ?? "") ?? false)
        location.systemConfiguration = hasSystem ? environment["GIT_CONFIG_SYSTEM"] : "/dev/null"
        return location
    }

    private func findRepository() throws -> Repository {
        let git = git
        let repository = try Repository.open(location) { () throws(GitError) in try git.judgeOwner() }
        let configuration = try repository.configuration()
        try checkFound(configuration)
        repositoryConfig = { (try? configuration.string($0)) ?? nil }
        repositoryConfigs = { (try? configuration.strings($0)) ?? [] }
        try useLimits()
        serve(repository)
        repository.named = { (text) throws(GitError) in try git.revision(text) }
        repository.ignoresReplacements = environment["GIT_NO_REPLACE_OBJECTS"] != nil
        if try !standsInside(repository) { hasCompleted = try repository.completeSwitches() }
        return repository
    }

    /// Whether the search began in the git directory itself, of a repository whose files lie elsewhere. A clone may bring one, so what a killed
    /// run left in it moves no files: that waits until somebody comes from the working tree.
    private func standsInside(_ repository: Repository) throws -> Bool {
        guard gitDirectory == nil, workTree == nil, repository.workingDirectory != nil else { return false }
        return (try directory() + "/").hasPrefix(repository.gitDirectory)
    }

    /// Git is the one who fetches: what it is started with is known here.
    private func serve(_ repository: Repository) {
        let git = git
        repository.promised = { [unowned repository] (ids) throws(GitError) in
            guard let remote = try repository.promisor else { return }
            try git.fetch(ids, from: remote, into: repository)
        }
    }

    /// The submodules of a working tree that are checked out.
    func submodules(of repository: Repository) throws -> Submodules {
        let git = git
        return try Submodules(of: repository) { (path) throws(GitError) in
            guard (try? Files.status(path))??.kind == .directory, Files.exists(path + "/.git") else { return nil }
            var place = location
            (place.start, place.gitDirectory, place.workTree, place.indexFile, place.objectDirectory) = (path, nil, nil, nil, nil)
            let inner = try Repository.open(place) { () throws(GitError) in try git.judgeOwner(at: path) }
            serve(inner)
            return inner
        }
    }

    /// A repository that lies in a clone as files of it is taken only where it is named, if `safe.bareRepository` says so: git judges.
    ///
    /// What the repository itself says of that does not count.
    private func checkFound(_ configuration: Configuration) throws {
        let name = "safe.bareRepository"
        let own = try configuration.entries(matching: "^safe\\.barerepository$").last { $0.level.isProtected }?.value
        guard gitDirectory == nil, let wish = overrides[name] ?? own, wish != "all" else { return }
        try git.output(of: ["rev-parse", "--git-dir"])
    }

    private func paths(_ variable: String) -> [String] {
        (environment[variable] ?? "").split(separator: ":").map(String.init)
    }
}

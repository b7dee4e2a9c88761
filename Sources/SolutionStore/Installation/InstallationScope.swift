// For whom something is installed, and in which files that is written down.

public import Bindings
internal import SolutionCore

/// For whom.
public enum InstallationScope: String, CaseIterable, Sendable {
    /// One repository with all its worktrees.
    case local
    /// One worktree of it.
    case worktree
    /// One person.
    case global
    /// Everybody on the machine.
    case system
}

/// The files of git that a scope is about.
public struct InstallationPlaces: Sendable {
    public let scope: InstallationScope
    public let configuration: String
    public let attributes: String
    /// Tells the blocks of worktrees apart, which share one file of attributes.
    let label: String

    public init(scope: InstallationScope, configuration: String, attributes: String, label: String = "") {
        self.scope = scope
        self.configuration = configuration
        self.attributes = attributes
        self.label = label
    }

    /// Of a repository. Nil for a worktree without settings of its own.
    public init?(_ scope: InstallationScope, of repository: Repository) throws(StoreError) {
        let attributes = repository.commonDirectory + "info/attributes"
        guard scope == .worktree else {
            self.init(scope: .local, configuration: repository.commonDirectory + "config", attributes: attributes)
            return
        }
        do throws(GitError) {
            guard try repository.configuration().bool("extensions.worktreeconfig") == true else { return nil }
        } catch {
            throw StoreError(error, doing: "read the settings")
        }
        let name = repository.isWorktree ? repository.gitDirectory.split(separator: "/").last.map(String.init) : nil
        self.init(
            scope: .worktree, configuration: repository.gitDirectory + "config.worktree", attributes: attributes,
            label: "worktree \(name.map(MessageText.line) ?? "of the repository itself")")
    }

    /// Of a person, as git finds the files: nil without a home.
    public static func global(_ environment: Environment) throws(StoreError) -> InstallationPlaces? {
        let home = environment["HOME"].map { $0 + "/" }
        let own = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 + "/git/" } ?? home.map { $0 + ".config/git/" }
        var configuration = environment["GIT_CONFIG_GLOBAL"]
        if configuration == nil, let home {
            let isElsewhere = !Files.exists(home + ".gitconfig") && own.map { Files.exists($0 + "config") } == true
            configuration = isElsewhere ? own.map { $0 + "config" } : home + ".gitconfig"
        }
        guard let configuration else { return nil }
        var attributes = own.map { $0 + "attributes" }
        do throws(GitError) {
            if Files.exists(configuration), let named = try Configuration.open(file: configuration).string("core.attributesfile"),
                !named.isEmpty
            {
                attributes = named.hasPrefix("~/") ? home.map { $0 + named.dropFirst(2) } : named
            }
        } catch {
            throw StoreError(error, doing: "read '\(configuration)'")
        }
        return attributes.map { InstallationPlaces(scope: .global, configuration: configuration, attributes: $0) }
    }

    /// Of the machine, where distributions put the files.
    public static func system(_ environment: Environment) -> InstallationPlaces {
        InstallationPlaces(
            scope: .system, configuration: environment["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig",
            attributes: "/etc/gitattributes")
    }
}

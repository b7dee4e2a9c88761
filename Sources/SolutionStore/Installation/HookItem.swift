// Hooks: a few lines that call us, in the scripts that git runs; what others have in them runs after ours.

internal import Bindings
internal import SolutionCore

/// One hook of a repository.
struct HookItem: BlockItem {
    let name: String
    let file: String
    let block = MarkedBlock(label: "", isScript: true)
    let lines: [String]
    let obstacles: [String]
    let isElsewhere: Bool

    var title: String { "hook '\(name)' in '\(file)'" }

    /// Those that we have something to say in.
    private static let names = ["pre-commit", "prepare-commit-msg", "post-merge", "pre-push"]

    static func all(of repository: Repository) throws(StoreError) -> [HookItem] {
        var foreign: String?
        do throws(GitError) {
            foreign = try repository.configuration().path("core.hooksPath")
        } catch {
            throw StoreError(error, doing: "read the settings")
        }
        var hooks: [HookItem] = []
        for name in names {
            let folder = foreign.map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? repository.commonDirectory + "hooks/"
            hooks.append(HookItem(name, folder + name, hasForeignFolder: foreign != nil))
        }
        return hooks
    }

    private init(_ name: String, _ file: String, hasForeignFolder: Bool) {
        self.name = name
        self.file = file
        isElsewhere = hasForeignFolder
        if hasForeignFolder {
            obstacles = ["hooks are where core.hooksPath says: to have ours, call 'git-sol hook \(name) \"$@\"' in '\(file)'"]
            lines = []
        } else if let start = try? Files.read(file).prefix(64), !Self.isShell(Array(start)) {
            obstacles = ["'\(file)' is no shell script: to have our hook too, call 'git-sol hook \(name)' in it"]
            lines = []
        } else {
            obstacles = []
            lines = Self.lines(name)
        }
    }

    /// What git says on standard input is said to the hooks behind ours too: without it, Git LFS would push no content.
    private static func lines(_ name: String) -> [String] {
        guard name == "pre-push" else {
            return ["if command -v git-sol >/dev/null 2>&1; then git-sol hook \(name) \"$@\" || exit 1; fi"]
        }
        return [
            "if command -v git-sol >/dev/null 2>&1; then", "git_sol_input=$(cat)",
            "printf '%s\\n' \"$git_sol_input\" | git-sol hook \(name) \"$@\" || exit 1",
            "if test -n \"$git_sol_input\"; then exec <<git_sol_end", "$git_sol_input", "git_sol_end", "else exec </dev/null; fi; fi",
        ]
    }

    private static func isShell(_ start: [UInt8]) -> Bool {
        guard start.starts(with: "#!".utf8) else { return start.allSatisfy { $0 >= 9 && $0 < 0x80 } }
        let line = start.prefix { $0 != UInt8(ascii: "\n") }
        let program = line.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: " ") }.last ?? []
        return ["sh", "bash", "dash", "zsh", "ksh"].contains { program.elementsEqual($0.utf8) }
    }

    /// A hook that cannot be run is none.
    func install(isDry: Bool) throws(StoreError) -> InstallationStep {
        let step = try putLines(isDry: isDry)
        guard !lines.isEmpty, !Files.isExecutable(file) else { return step }
        if isDry { return .done }
        do throws(SystemError) {
            try Files.makeExecutable(TrustedPath(trusting: file))
        } catch {
            throw StoreError(error)
        }
        return .done
    }
}

// The world outside as a value: streams, variables, settings, terminal. Commands get it handed in; tests make their own.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// Everything is looked at when first asked for, so that help and the version cost nothing.
final class World {
    let out: Screen
    let err: Screen
    /// What stood before the command: `-C`, `--git-dir`, `-c`. See `GlobalFlag`.
    var global = Arguments()
    /// What `--color` after the command said.
    var colorWish: String?
    /// Git's settings. Only those of the command line and the variables are known until the repository is wired in.
    var repositoryConfig: (String) -> String? = { _ in nil }
    /// All values of a setting that may have several.
    var repositoryConfigs: (String) -> [String] = { _ in [] }
    /// Whether descriptors 0 to 2 are terminals.
    let isTerminal: (Int32) -> Bool
    private let terminalWidth: () -> Int?
    private let readInput: () throws -> [UInt8]
    private let readKey: () throws -> UInt8?
    var pager: RunningPager?
    /// Once they were asked for.
    var opened: Repository?
    /// Why the repository that is there cannot be read, where only git can.
    var unreadable: CommandError?
    /// A killed run's work was completed when the repository was opened.
    var hasCompleted = false
    var knownRules: RepositoryRules?

    /// How much is told on standard error, and in the log file where there is one. See `Level`.
    var screenLevel = Level.info
    var logLevel = Level.info
    var log: Screen?

    lazy var environment: Environment = makeEnvironment()
    private let makeEnvironment: () -> Environment

    private(set) lazy var overrides = ConfigOverrides(flags: global.values(GlobalFlag.config), environment: environment)
    private(set) lazy var usesColor = decideColor()

    /// The world of the process.
    init() {
        out = Screen(OutputStream(descriptor: 1, name: "standard output"))
        err = Screen(OutputStream(descriptor: 2, name: "standard error", room: 0))
        isTerminal = { Terminal.isTerminal($0) }
        terminalWidth = { Terminal.width(1) }
        readInput = { try Files.read(descriptor: 0, path: "standard input") }
        readKey = { try Terminal.readKey() }
        makeEnvironment = { .current }
    }

    /// A world in memory, without a terminal unless asked.
    init(environment: [String: String], input: [UInt8] = [], isTerminal: Bool = false, width: Int = 80) {
        out = Screen(OutputStream())
        err = Screen(OutputStream())
        self.isTerminal = { _ in isTerminal }
        terminalWidth = { width }
        readInput = { input }
        var keys = input[...]
        readKey = { keys.popFirst() }
        makeEnvironment = { Environment(environment) }
    }

    /// Everything on standard input.
    func input() throws -> [UInt8] { try readInput() }

    /// The next key pressed on the terminal; nil at its end.
    func key() throws -> UInt8? { try readKey() }

    /// The directory the process stands in, `-C` taken into account.
    func directory() throws -> String { try Environment.directory }

    /// The repository's own directory where flag or variable names it.
    var gitDirectory: String? { global.value(GlobalFlag.gitDirectory) ?? environment["GIT_DIR"] }

    /// The top of the working tree where flag or variable names it.
    var workTree: String? { global.value(GlobalFlag.workTree) ?? environment["GIT_WORK_TREE"] }

    /// A setting of git's: from the command line, then the variables, then the files.
    func config(_ key: String) -> String? {
        overrides[key] ?? repositoryConfig(key)
    }

    /// All values of a setting: of the files, then of the variables and the command line.
    func configs(_ key: String) -> [String] {
        repositoryConfigs(key) + overrides.all(key)
    }

    /// A yes-or-no setting, as git spells them.
    func flag(_ key: String) -> Bool? {
        config(key).flatMap(GitSettings.boolean)
    }

    /// How wide text may be.
    var width: Int {
        if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
        return terminalWidth() ?? 80
    }

    /// Goes where `-C` says.
    func enterDirectories() throws {
        for directory in global.values(GlobalFlag.directory) where !directory.isEmpty {
            try Environment.change(directory: directory)
        }
    }

    // MARK: Talk

    func warn(_ message: Shown, hints: [Shown] = []) {
        talk(.warning, .yellow, message, hints: hints)
    }

    /// An error that ends nothing.
    func warn(_ error: CommandError) { talk(.warning, .yellow, error) }

    func report(_ errors: [CommandError]) {
        for error in errors { talk(.error, .red, error) }
    }

    private func talk(_ level: Level, _ color: Style, _ error: CommandError) {
        let list = error.list.map { "\n  \($0)" as Shown }.joined()
        talk(level, color, "\(error.text)\(list)", hints: error.hints.map { Shown($0) })
    }

    private func talk(_ level: Level, _ color: Style, _ message: Shown, hints: [Shown]) {
        let word: Shown = "\(level.name.lowercased()):"
        record(level, (["\(word) \(message)"] + hints.map { "hint: \($0)" }).joined(separator: "\n"))
        guard screenLevel >= level else { return }
        // What was printed before comes first where both end up on one screen.
        out.flush()
        var text: Shown = "\(paintErrors(word, color)) \(message)\n"
        for hint in hints { text += "\(paintErrors("hint:", .cyan)) \(hint)\n" }
        err.write(text)
    }

    /// Writes out what is left, ends the pager, and says how the process is to end.
    func finish(_ status: ExitStatus) -> ExitStatus {
        out.flush()
        err.flush()
        endPager()
        if let failure = log?.failure {
            log = nil
            report(describe(failure))
            return .trouble
        }
        if let failure = out.failure, !out.isBroken {
            report(describe(failure))
            return .trouble
        }
        return status
    }
}

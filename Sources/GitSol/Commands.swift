// The list of commands, in the order in which help shows them.

internal import SolutionCore

enum Commands {
    static let all: [Command] = [
        .unpack, .pack,
        .importing,
        .ls, .status, .diff, .apply, .restore, .remove, .move, .check,
        .show, .log, .blame,
        .merge, .conflicts, .resolve, .mergeTree,
        .tag,
        .initialise, .install, .uninstall, .doctor,
        .version, .help, .schema,
        .mergeDriver, .hook, .generate, .offer, .parse, .textconv, .diffDriver,
    ]

    static var visible: [Command] { all.filter { !$0.isHidden } }

    static func named(_ name: String) -> Command? {
        all.first { $0.name == name }
    }
}

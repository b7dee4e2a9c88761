// git sol offer: prints what may stand in a place of a command line, for the completions of shells. Hidden.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let offer = Command(
        name: "offer", group: .help, summary: "print what a shell's completion offers",
        synopsis: ["address | conflict | release | revision | solution"],
        description: ["Prints one a line: addresses, open conflicts, release tags, revisions or solutions of the folder one stands in."],
        positionals: [
            Positional(name: "KIND", completion: .choices(OfferCommand.offers.map(\.kind.text)), summary: "what to offer")
        ],
        isHidden: true, run: OfferCommand.run)
}

enum OfferCommand {
    static let offers: [(kind: Exact, list: @Sendable (Arguments, World) throws -> [String])] = [
        ("address", addresses), ("conflict", conflicts), ("release", releases), ("revision", revisions), ("solution", solutions),
    ]

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let kind = arguments.positionals[0]
        guard let offer = offers.first(where: { $0.kind.text == kind }) else {
            throw CommandError("there is nothing to offer of the kind '\(kind)'")
        }
        world.writeNames(try offer.list(arguments, world), isRaw: false)
        return .done
    }

    @Sendable private static func addresses(_ arguments: Arguments, _ world: World) throws -> [String] {
        try SolutionLister().solutions(in: world.snapshotHere(arguments)).flatMap(\.components).map(\.address.description)
    }

    @Sendable private static func conflicts(_ arguments: Arguments, _ world: World) throws -> [String] {
        try OpenMerge(world.openRepository(), rules: world.rules()).items.map(\.conflict.conflict.address.description)
    }

    @Sendable private static func releases(_ arguments: Arguments, _ world: World) throws -> [String] {
        try Release.all(in: world.openRepository()).map(\.name)
    }

    @Sendable private static func revisions(_ arguments: Arguments, _ world: World) throws -> [String] {
        try ["HEAD"] + world.openRepository().references(matching: "refs/*").map(\.shorthand)
    }

    @Sendable private static func solutions(_ arguments: Arguments, _ world: World) throws -> [String] {
        try SolutionPlace.all(in: world.snapshotHere(arguments)).map(\.manifest.uniqueName)
    }
}

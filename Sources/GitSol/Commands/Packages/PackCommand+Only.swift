// git sol pack --only: a small solution with just some components of another.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension PackCommand {
    /// Whether only some components are wanted; flags that mean something else then are refused.
    static func checkPartial(_ arguments: Arguments) throws(UsageError) -> Bool {
        guard !arguments.values(only).isEmpty else {
            for flag in [withNeeds, name, behavior] where arguments.choice(flag) == true {
                throw UsageError(message: "'--\(flag.long)' goes with '--only'")
            }
            return false
        }
        guard !arguments.has(managed), !arguments.has(UnpackCommand.both) else {
            throw UsageError(message: "'--only' packs an unmanaged solution", hints: ["leave '--managed' and '--both' out"])
        }
        return true
    }

    /// The folder with the wanted components alone.
    static func partial(
        _ arguments: Arguments, _ snapshot: any Snapshot, _ place: SolutionPlace, _ world: World
    ) throws -> any Snapshot {
        guard place.manifest.managed != .managed else {
            throw CommandError(
                "'\(snapshot.name)' holds the managed half alone", hints: ["a part can only be taken from the source of a solution"])
        }
        var wish = PartialWish()
        wish.patterns = arguments.values(only).map(AddressPattern.init)
        wish.withNeeds = arguments.has(withNeeds)
        wish.name = arguments.value(name) ?? place.manifest.uniqueName + "_part"
        guard Manifest.isName(wish.name), !wish.name.isEmpty else {
            throw CommandError("'\(wish.name)' is no name for a solution", hints: [Manifest.hint])
        }
        wish.behavior = arguments.value(behavior).flatMap { Int($0) } ?? 0
        let solutions = try IndexedSolution.all(in: snapshot, folders: [place.path], rules: world.rules())
        guard let solution = solutions.first else { throw CommandError("'\(snapshot.name)' holds no solution") }
        var unknown: AddressPattern?
        guard let part = try PartialSolution(wish, from: solution, unknown: { unknown = $0 }) else {
            throw CommandError(
                "'\(snapshot.name)' has no component '\(unknown?.text ?? "")'", hints: ["'git sol ls' lists what there is"])
        }
        if !part.missing.isEmpty {
            let list = part.missing.map { component in
                let noun = Kinds.table[component.kind]?.noun ?? component.kind
                return "\n  \(ComponentTitle(noun: noun, name: component.name).what)  \(component.address)" as Shown
            }
            world.warn(
                "the package needs what it does not hold:\(list.joined())", hints: ["'--with-needs' takes it along"])
        }
        return part.snapshot
    }
}

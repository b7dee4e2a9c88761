// git sol unpack: the zips that were named, which half each is, and whether they belong together.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension UnpackCommand {
    /// The halves, the unmanaged one first.
    static func open(_ arguments: Arguments, _ world: World) throws -> [Package] {
        let names = try zips(arguments)
        let type = arguments.value(PackageFlag.type)?.lowercased()
        var packages = try names.map { try Package($0) }
        for (name, package) in zip(names, packages) { checkName(name, package, world) }
        if packages.count == 1 {
            let says = packages[0].isManaged ? "managed" : "unmanaged"
            if let type, type != "both", type != says {
                throw CommandError("'\(names[0])' is \(says), not \(type)", hints: ["leave '--packagetype' out: the zip says what it is"])
            }
            return packages
        }
        packages.sort { !$0.isManaged && $1.isManaged }
        try checkPair(packages, world)
        return packages
    }

    /// The zips that are meant, as given, and the other half where that is asked for.
    static func zips(_ arguments: Arguments) throws -> [String] {
        var names = Array(arguments.values(zipFile).suffix(1)) + arguments.positionals
        guard let first = names.first else {
            throw UsageError(message: "ZIP is missing", hints: ["see 'git sol unpack -h'"])
        }
        let wantsBoth = arguments.has(both) || arguments.value(PackageFlag.type)?.lowercased() == "both"
        if names.count == 1, wantsBoth { names.append(try twin(of: first)) }
        return names
    }

    private static func twin(of name: String) throws(CommandError) -> String {
        let stem = name.lowercased().hasSuffix(".zip") ? String(name.dropLast(4)) : name
        let twin = stem.hasSuffix("_managed") ? String(stem.dropLast(8)) + ".zip" : stem + "_managed.zip"
        guard Files.exists(twin) else {
            throw CommandError(
                "the other half of '\(name)' is not beside it", reason: "there is no '\(twin)'",
                hints: ["name both zips: git sol unpack UNMANAGED.zip MANAGED.zip"])
        }
        return twin
    }

    private static func checkName(_ name: String, _ package: Package, _ world: World) {
        let claims = name.lowercased().hasSuffix("_managed.zip")
        guard claims != package.isManaged, claims || package.isManaged else { return }
        world.warn("'\(name)' is \(package.isManaged ? "managed" : "unmanaged"), whatever its name says")
    }

    private static func checkPair(_ packages: [Package], _ world: World) throws(CommandError) {
        let (one, other) = (packages[0].manifest, packages[1].manifest)
        guard one.uniqueName == other.uniqueName else {
            throw CommandError(
                "the zips are of different solutions", reason: "'\(one.uniqueName)' and '\(other.uniqueName)'",
                hints: ["give both exports of one solution"])
        }
        guard !packages[0].isManaged, packages[1].isManaged else {
            let says = packages[0].isManaged ? "managed" : "unmanaged"
            throw CommandError("both zips are \(says)", hints: ["export the other half too"])
        }
        if one.version != other.version {
            world.warn("the halves have different versions: unmanaged \(one.version), managed \(other.version)")
        }
    }

    static func unpacked(_ packages: [Package], _ world: World) throws -> UnpackedSolution {
        guard packages.count == 2 else { return try UnpackedSolution(packages[0]) }
        return try UnpackedSolution(unmanaged: packages[0], managed: packages[1])
    }

    /// What of two halves is not in the folder.
    static func warnOfLosses(_ solution: UnpackedSolution, _ world: World) {
        for loss in solution.losses { world.warn("\(loss): SolutionPackager's layout has no place for it") }
        let hints: [Shown] = ["the folder is what SolutionPackager writes; keep both zips, or 'git sol tag' them, to have both halves"]
        if !solution.overwritten.isEmpty {
            let list = solution.overwritten.map { "\n  \($0.path) (the \($0.lost) half's is lost)" as Shown }
            world.warn("the halves differ in \(list.count) files that a folder can hold only once:\(list.joined())", hints: hints)
        }
        if !solution.leftOut.isEmpty {
            let list = solution.leftOut.map { "\n  \($0)" as Shown }
            world.warn(
                "the managed half has \(list.count) files that the unmanaged half does not have; they are not in the folder:\(list.joined())",
                hints: hints)
        }
    }
}

// git sol pack: the folder of a solution, or a revision of it, into the zips that an environment imports.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let pack = Command(
        name: "pack", group: .package, summary: "pack a folder or a revision into a solution zip",
        synopsis: [
            "[-o ZIP] [--managed | --unmanaged | --both] [FOLDER | REVISION]",
            "/action:Pack /zipfile:ZIP /folder:DIR [/packagetype:TYPE]…",
        ],
        description: [
            "Puts the files of a solution together again. The same folder gives the same zip, bit for bit, on every machine.",
            "A folder that holds both halves gives either, or with `--both` two zips: `X.zip` and `X_managed.zip`. A revision is packed from git, without a checkout.",
            "What would make a broken package is refused, with every reason at once.",
            "The options of `pac solution pack` mean the same here, short ones too: `-m map.xml`, `-same`.",
        ],
        flags: [
            PackCommand.output, PackCommand.folder, PackCommand.managed, PackCommand.unmanaged, PackCommand.both,
            .solution, PackCommand.useUnmanaged, PackCommand.ignoreStrays, PackCommand.strict, PackCommand.remapTypes, .quiet,
        ] + PackCommand.unpackOnly + PackageFlag.packing,
        positionals: [
            Positional(name: "PLACE", count: .optional, completion: .snapshot, summary: "a folder or a revision")
        ],
        examples: [
            Example(purpose: "The folder one stands in", line: "git sol pack -o Contoso.zip"),
            Example(purpose: "Both halves of a release", line: "git sol pack Contoso/v1.0.0.0 --both -o Contoso.zip"),
        ],
        slashAction: "Pack", run: PackCommand.run)
}

enum PackCommand {
    static let output = Flag(
        long: "output", short: "o", value: .required("ZIP"), completion: .zip, aliases: ["zipfile"],
        slashNames: ["zipfile", "z"],
        summary: "the zip to write, or the folder for it, which is made; else one of the solution's name and version")
    static let folder = Flag(
        long: "folder", value: .required("DIR"), completion: .directory, slashNames: ["folder", "f"], isHidden: true,
        summary: "the folder to pack")
    static let managed = Flag(long: "managed", summary: "the managed half")
    static let unmanaged = Flag(long: "unmanaged", summary: "the unmanaged half")
    static let both = UnpackCommand.both.saying("both halves: ZIP, and X_managed.zip beside X.zip")
    static let useUnmanaged = Flag(
        long: "use-unmanaged-for-missing-managed", aliases: ["useUnmanagedFileForMissingManaged"],
        slashNames: ["useUnmanagedFileForMissingManaged", "same"], followers: .truth,
        summary: "take the unmanaged file where a managed twin is missing")
    static let ignoreStrays = Flag(
        long: "ignore-strays", summary: "leave files out that belong to no component")
    static let strict = Flag(
        long: "strict", summary: "refuse root components without a file",
        detail: ["Real exports name components of other solutions and of plug-in packages; so without it they are a warning."])

    static let remapTypes = Flag(
        long: "remap-plugin-type-names", isNegatable: true, aliases: ["remapPluginTypeNames"], slashNames: ["remapPluginTypeNames", "fp"],
        followers: .truth, summary: "put the names of the packed assemblies into those of plug-in types",
        detail: [
            "After a new build the packed assembly has another version, culture or key than its registration says. This takes them from the assembly and writes them into its `FullName`, its types and the steps that run them."
        ])
    static let disableRemap = Flag(
        long: "disable-plugin-remap", aliases: ["disablePluginRemap"], slashNames: ["disablePluginRemap", "dpm"], followers: .truth,
        isHidden: true, summary: "accepted: nothing is remapped without --remap-plugin-type-names")

    /// What SolutionPackager takes here too, and heeds only when it extracts.
    static let unpackOnly =
        [
            UnpackCommand.allowDelete, UnpackCommand.allowWrite, UnpackCommand.clobber, PackageFlag.sourceLocale,
        ].map(\.hidden) + [disableRemap]

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        try PackageFlag.begin(arguments, world)
        let name = arguments.value(folder) ?? arguments.positionals.first
        let reading = arguments.value(folder) == nil ? arguments.reading(of: 0) : .file
        let halves = try world.release(name, reading).map { try world.soundHalves(of: $0) }
        let snapshot: any Snapshot =
            if let halves { halves.unmanaged } else { try name.map { try world.snapshot($0, reading) } ?? world.snapshotHere(arguments) }
        let listing = try choose(arguments, snapshot, world)
        var options = PackOptions()
        options.usesUnmanagedForMissing = arguments.has(useUnmanaged)
        options.ignoresStrays = arguments.has(ignoreStrays)
        options.refusesMissingRoots = arguments.has(strict)
        options.localises = arguments.has(PackageFlag.localize)
        options.remapsPluginTypes = arguments.has(remapTypes) && !arguments.has(disableRemap)
        options.mappingFolder = Self.mappingFolder(name ?? snapshot.name, listing)
        options.mapping = try PackageFlag.mapping(arguments, folder: options.mappingFolder, world)
        let forms = try forms(arguments, listing.manifest.managed)
        var zips: [(path: OutputPath, bytes: [UInt8])] = []
        for form in forms {
            let packed = try pack(halves?[form] ?? snapshot, listing.path, form, options)
            for warning in packed.warnings { world.warn("\(warning)") }
            for (old, new) in packed.remapped { world.say("'\(old)' is now '\(new)'") }
            for entry in packed.entryNames { world.note(.verbose, "packed '\(entry)'") }
            zips.append((try path(arguments, packed, form), try packed.zip()))
        }
        for (path, bytes) in zips {
            switch path {
            case .named(let path): try Files.output(bytes, to: TrustedPath(trusting: path))
            case .stream: world.out.write(raw: bytes)
            case .made(let name, let folder):
                let place = TrustedPath(trusting: folder)
                try Files.createDirectories(place)
                try Root(place).write(bytes, to: name)
            }
            if case .stream = path { continue }
            world.say("\(path.text): \(bytes.count) bytes")
        }
        return .done
    }

    /// Where relative paths of a mapping start: a revision has no place on the disk but the one where one stands.
    private static func mappingFolder(_ name: String, _ place: SolutionPlace) -> String {
        guard Files.isDirectory(name) else { return "." }
        return place.path.isEmpty ? name : name + "/" + place.path.dropLast()
    }

    private static func choose(_ arguments: Arguments, _ snapshot: any Snapshot, _ world: World) throws -> SolutionPlace {
        let name = try world.solution(arguments, in: snapshot)
        let places = try SolutionPlace.all(in: snapshot, named: name)
        guard name == nil, places.count > 1 else { return places[0] }
        throw CommandError(
            "'\(snapshot.name)' holds \(places.count) solutions",
            hints: ["choose with --solution: " + places.map(\.manifest.uniqueName).joined(separator: ", ")])
    }

    private static func forms(_ arguments: Arguments, _ says: SolutionPlace.Managed) throws(UsageError) -> [PackageForm] {
        var wishes: Set<Exact> = []
        if arguments.has(managed) { wishes.insert("managed") }
        if arguments.has(unmanaged) { wishes.insert("unmanaged") }
        if arguments.has(UnpackCommand.both) { wishes.insert("both") }
        if let type = arguments.value(PackageFlag.type)?.lowercased() { wishes.insert(type) }
        guard wishes.count < 2 else {
            throw UsageError(message: "only one of --managed, --unmanaged and --both can be meant")
        }
        switch wishes.first?.text {
        case "managed": return [.managed]
        case "unmanaged": return [.unmanaged]
        case "both": return [.unmanaged, .managed]
        default: return says == .managed ? [.managed] : [.unmanaged]
        }
    }

    private static func pack(
        _ snapshot: any Snapshot, _ folder: String, _ form: PackageForm, _ options: PackOptions
    ) throws -> PackedSolution {
        do throws(PackRefusal) {
            return try PackedSolution(snapshot, folder: folder, form: form, options: options)
        } catch {
            throw CommandErrors(error.reasons.map { CommandError("cannot pack '\(snapshot.name)'", reason: $0) })
        }
    }

    /// Where a zip goes.
    private enum OutputPath {
        /// Where the user says, whatever is there.
        case named(String)
        /// A name that nobody has typed, in a folder: a link of that name is not followed.
        case made(CheckedPath, folder: String)
        /// Standard output, for `-`.
        case stream

        var text: String {
            switch self {
            case .stream: "-"
            case .named(let path): path
            case .made(let name, "."): name.text
            case .made(let name, let folder): folder.hasSuffix("/") ? folder + name.text : folder + "/" + name.text
            }
        }
    }

    private static func path(_ arguments: Arguments, _ packed: PackedSolution, _ form: PackageForm) throws -> OutputPath {
        let isPair = arguments.has(UnpackCommand.both) || arguments.value(PackageFlag.type)?.lowercased() == "both"
        let version = packed.manifest.version.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "_")
        let name = packed.manifest.uniqueName + "_" + version + (form == .managed ? "_managed" : "") + ".zip"
        guard !name.contains("/"), let made = try? PathGate.check(name) else {
            throw CommandError(
                "the solution's version '\(packed.manifest.version)' is none", hints: ["'git sol version X.Y.Z.W' sets another"])
        }
        guard let output = arguments.value(output) else { return .made(made, folder: ".") }
        if output == "-" {
            guard !isPair else {
                throw UsageError(message: "two zips cannot both be standard output", hints: ["name one half, or a file with -o"])
            }
            return .stream
        }
        // Two zips under one name that is no zip's can only mean a folder.
        let isFolder = output.hasSuffix("/") || isPair && !output.lowercased().hasSuffix(".zip") && !Files.exists(output)
        if isFolder || Files.isDirectory(output) { return .made(made, folder: output) }
        guard isPair, form == .managed else { return .named(output) }
        let twin = (output.lowercased().hasSuffix(".zip") ? String(output.dropLast(4)) : output) + "_managed.zip"
        guard let made = try? PathGate.check(twin.split(separator: "/").last.map(String.init) ?? twin, as: .repository) else {
            throw CommandError("'\(twin)' is no name for a zip", hints: ["'-o DIR' gives the zips names of their own"])
        }
        return .made(made, folder: Files.parent(of: twin) ?? ".")
    }
}

// git sol unpack: an exported zip, or both halves of a solution, into a folder of files.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let unpack = Command(
        name: "unpack", group: .package, summary: "unpack an exported solution into a folder",
        synopsis: [
            "[-d DIR] [--both] [--allow-delete WHEN] [--dry-run] ZIP [MANAGED.zip]",
            "/action:Extract /zipfile:ZIP /folder:DIR [/packagetype:TYPE] [/allowDelete:WHEN]…",
        ],
        description: [
            "Writes the tree that SolutionPackager writes, name for name and byte for byte. Given the unmanaged and the managed export, or one of them and `--both`, it unpacks both into one folder.",
            "Which half a zip is says its content, not its name. Files that are as they should be are not touched. Files of components that the solution no longer has are only deleted if you say so.",
        ],
        flags: [
            UnpackCommand.directory, UnpackCommand.zipFile, UnpackCommand.both, PackageFlag.type, UnpackCommand.allowDelete,
            UnpackCommand.allowWrite, UnpackCommand.clobber, .dryRun, .quiet, PackageFlag.noLogo, .json,
        ],
        positionals: [
            Positional(name: "ZIP", completion: .zip, summary: "an exported solution"),
            Positional(name: "MANAGED.zip", count: .optional, completion: .zip, summary: "its other half"),
        ],
        examples: [
            Example(purpose: "An export into a folder of its name", line: "git sol unpack Contoso_1_0_0_0.zip"),
            Example(purpose: "Both halves into one folder",
                line: "git sol unpack -d solution Contoso.zip Contoso_managed.zip"),
            Example(purpose: "What would that do?", line: "git sol unpack --dry-run -d solution Contoso.zip"),
        ],
        slashAction: "Extract", run: UnpackCommand.run)
}

/// Flags that unpack and pack share.
enum PackageFlag {
    static let type = Flag(
        long: "packagetype", short: "p", value: .required("TYPE"),
        completion: .choices(["Unmanaged", "Managed", "Both"]), aliases: ["package-type"],
        slashNames: ["packagetype", "p"], summary: "which half: Unmanaged, Managed or Both")
    static let noLogo = Flag(
        long: "nologo", slashNames: ["nologo", "n"], isHidden: true, summary: "accepted, as nothing is printed that it would leave out")
}

enum UnpackCommand {
    static let directory = Flag(
        long: "folder", short: "d", value: .required("DIR"), completion: .directory, aliases: ["directory"],
        slashNames: ["folder", "f"], summary: "where to; else a folder of the solution's name")
    static let zipFile = Flag(
        long: "zipfile", short: "z", value: .required("ZIP"), completion: .zip, slashNames: ["zipfile", "z"],
        isHidden: true, summary: "the exported solution")
    static let both = Flag(long: "both", summary: "also the other half, found beside ZIP as X.zip or X_managed.zip")
    static let allowDelete = Flag(
        long: "allow-delete", value: .optional("WHEN", implied: "yes"), completion: .choices(["yes", "no", "prompt"]),
        aliases: ["allowDelete"], slashNames: ["allowDelete", "ad"],
        summary: "delete files of components that are gone: yes, no or prompt",
        detail: ["`prompt` is the default: on a terminal it asks, elsewhere nothing is deleted."])
    static let allowWrite = Flag(
        long: "allow-write", value: .optional("WHEN", implied: "yes"), completion: .choices(["yes", "no"]),
        aliases: ["allowWrite"], slashNames: ["allowWrite", "aw"], isHidden: true, summary: "no is the same as --dry-run")
    static let clobber = Flag(
        long: "clobber", slashNames: ["clobber", "c"], summary: "also replace files that are read-only")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let packages = try open(arguments, world)
        let solution = try unpacked(packages, world)
        for loss in solution.losses { world.warn(loss + ": SolutionPackager's layout has no place for it") }
        warn(of: solution.overwritten, world)
        let folder = arguments.value(directory) ?? packages[0].manifest.uniqueName
        let update = try FolderUpdate(solution, into: folder)
        let isDry = arguments.has(.dryRun) || arguments.value(allowWrite)?.lowercased() == "no"
        var deletes = false
        if !update.obsolete.isEmpty, !isDry { deletes = try wantsDeletion(arguments, update, world) }
        if !isDry {
            try update.write(replacingReadOnly: arguments.has(clobber))
            if deletes { try update.deleteObsolete() }
        }
        report(update, folder, isDry: isDry, deletes: deletes, arguments, world)
        return .done
    }

    // MARK: - Zips

    /// The halves, the unmanaged one first.
    private static func open(_ arguments: Arguments, _ world: World) throws -> [Package] {
        var names = arguments.values(zipFile).suffix(1) + arguments.positionals
        guard let first = names.first else {
            throw UsageError(message: "ZIP is missing", hints: ["see 'git sol unpack -h'"])
        }
        let type = arguments.value(PackageFlag.type)?.lowercased()
        if names.count == 1, arguments.has(both) || type == "both" { names.append(try twin(of: first)) }
        var packages = try names.map { try Package($0) }
        for (name, package) in zip(names, packages) { checkName(name, package, world) }
        if packages.count == 1 {
            let says = packages[0].isManaged ? "managed" : "unmanaged"
            if let type, type != "both", type != says {
                throw CommandError("'\(first)' is \(says), not \(type)", hints: ["leave '--packagetype' out: the zip says what it is"])
            }
            return packages
        }
        packages.sort { !$0.isManaged && $1.isManaged }
        try checkPair(packages, world)
        return packages
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

    private static func unpacked(_ packages: [Package], _ world: World) throws -> UnpackedSolution {
        guard packages.count == 2 else { return UnpackedSolution(packages[0]) }
        return try UnpackedSolution(unmanaged: packages[0], managed: packages[1])
    }

    private static func warn(of overwritten: [(path: String, lost: String)], _ world: World) {
        guard !overwritten.isEmpty else { return }
        let list = overwritten.map { "  \($0.path) (the \($0.lost) half's is lost)" }
        world.warn(
            "the halves differ in \(overwritten.count) files that a folder can hold only once:\n" + list.joined(separator: "\n"),
            hints: ["the folder is what SolutionPackager writes; keep both zips to have both halves"])
    }

    // MARK: - Talk

    private static func wantsDeletion(_ arguments: Arguments, _ update: FolderUpdate, _ world: World) throws -> Bool {
        switch arguments.value(allowDelete)?.lowercased() ?? "prompt" {
        case "yes": return true
        case "no": return false
        default:
            guard world.isTerminal(0), world.isTerminal(2) else { return false }
            world.err.write("\(update.obsolete.count) files belong to components that are gone:\n")
            for path in update.obsolete { world.err.write("  \(path)\n") }
            world.err.write("delete them? [y/N] ")
            let key = try Terminal.readKey() ?? UInt8(ascii: "n")
            world.err.write("\n")
            return key | 0x20 == UInt8(ascii: "y")
        }
    }

    private static func report(
        _ update: FolderUpdate, _ folder: String, isDry: Bool, deletes: Bool, _ arguments: Arguments, _ world: World
    ) {
        if arguments.has(.json) {
            JSONWriter.write("unpack", to: world.out) { writer in
                writer.field("folder", folder)
                writer.field("written", update.written)
                writer.field("obsolete", update.obsolete)
                writer.field("deleted", deletes)
                writer.field("unchanged", update.unchanged)
                writer.field("dryRun", isDry)
            }
            return
        }
        if isDry {
            for path in update.written { world.out.write("would write \(path)\n") }
            for path in update.obsolete { world.out.write("would delete \(path)\n") }
        }
        guard !arguments.has(.quiet) else { return }
        let verb = isDry ? "would be written" : "written"
        world.err.write("\(folder): \(update.written.count) files \(verb), \(update.unchanged) unchanged\n")
        guard !update.obsolete.isEmpty, !isDry else { return }
        if deletes {
            world.err.write("\(update.obsolete.count) files of components that are gone deleted\n")
        } else {
            world.warn(
                "\(update.obsolete.count) files belong to components that are gone, '\(update.obsolete[0])' first",
                hints: ["'--allow-delete' deletes them, '--dry-run' lists them"])
        }
    }
}

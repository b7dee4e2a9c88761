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
            "The content of a zip says whether it is managed; its name does not matter. Unchanged files are not touched. Files of components that the solution no longer has are deleted only with `--allow-delete`.",
            "The options of `pac solution unpack` mean the same here, short ones too: `-ad true`, `-src auto`.",
        ],
        flags: [
            UnpackCommand.directory, UnpackCommand.zipFile, UnpackCommand.both, UnpackCommand.allowDelete,
            UnpackCommand.allowWrite, UnpackCommand.clobber, PackageFlag.sourceLocale, PackCommand.useUnmanaged.hidden,
            PackCommand.remapTypes.hidden, PackCommand.disableRemap, Flag.solution.hidden, .dryRun, .quiet, .json,
        ] + PackageFlag.unpacking,
        positionals: [
            Positional(name: "ZIP", completion: .zip, summary: "an exported solution"),
            Positional(name: "MANAGED.zip", count: .optional, completion: .zip, summary: "its other half"),
        ],
        examples: [
            Example(purpose: "An export into a folder of its name", line: "git sol unpack Contoso_1_0_0_0.zip"),
            Example(
                purpose: "Both halves into one folder",
                line: "git sol unpack -d solution Contoso.zip Contoso_managed.zip"),
            Example(purpose: "What would that do?", line: "git sol unpack --dry-run -d solution Contoso.zip"),
        ],
        slashAction: "Extract", run: UnpackCommand.run)
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
        aliases: ["allowDelete"], slashNames: ["allowDelete", "ad"], followers: .truth,
        summary: "delete files of components that are gone: yes, no or prompt",
        detail: ["`prompt` is the default: on a terminal it asks, elsewhere nothing is deleted."])
    static let allowWrite = Flag(
        long: "allow-write", value: .optional("WHEN", implied: "yes"), completion: .choices(["yes", "no"]),
        aliases: ["allowWrite"], slashNames: ["allowWrite", "aw"], followers: .truth, isHidden: true, summary: "no is the same as --dry-run"
    )
    static let clobber = Flag(
        long: "clobber", slashNames: ["clobber", "c"], followers: .truth, summary: "also replace files that are read-only")

    /// What the package calls itself is followed nowhere: whoever has put a link there did not name it.
    private static func folder(_ arguments: Arguments, _ manifest: Manifest) throws -> String {
        if let given = arguments.value(directory) { return given }
        let name = manifest.uniqueName
        guard let status = try Files.status(name) else { return name }
        guard status.kind != .link else {
            throw CommandError("'\(name)' is a symbolic link", hints: ["to unpack where it leads, name it with '-d'"])
        }
        // A folder of that name may be anything, as `bin`.
        guard try isEmpty(name, status) || SolutionPlace.folder(name, isOf: manifest) else {
            throw CommandError("'\(name)' is there and is not the folder of this solution", hints: ["to unpack into it, name it with '-d'"])
        }
        return name
    }

    private static func isEmpty(_ folder: String, _ status: FileStatus) throws -> Bool {
        guard status.kind == .directory else { return false }
        var hasFolders = false
        let files = try Walk.list(folder, details: false) { _ in
            hasFolders = true
            return false
        }
        return files.isEmpty && !hasFolders
    }

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        try PackageFlag.begin(arguments, world)
        let packages = try open(arguments, world)
        let folder = try folder(arguments, packages[0].manifest)
        var solution = try unpacked(packages, world)
        warnOfLosses(solution, world)
        for warning in solution.addResources(of: packages, try PackageFlag.resources(arguments)) { world.warn("\(warning)") }
        let mapped = try PackageFlag.mapping(arguments, folder: folder, world).map { solution.leaveOut($0) } ?? []
        let update = try FolderUpdate(solution, into: TrustedPath(trusting: folder), isNamed: arguments.has(directory), mapped: mapped)
        let isDry = arguments.has(.dryRun) || arguments.value(allowWrite)?.lowercased() == "no"
        var deletes = false
        if !update.obsolete.isEmpty, !isDry { deletes = try wantsDeletion(arguments, update, world) }
        if isDry {
            try update.verify()
        } else {
            try update.write(replacingReadOnly: arguments.has(clobber))
            if deletes { try update.deleteObsolete() }
        }
        report(UnpackReport(update: update, mapped: mapped, folder: folder, isDry: isDry, deletes: deletes), arguments, world)
        return .done
    }
}

// Flags that unpack and pack share, under the names that SolutionPackager and `pac solution` give them, and what they come to.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

enum PackageFlag {
    static let type = Flag(
        long: "packagetype", short: "p", value: .required("TYPE"),
        completion: .choices(["Unmanaged", "Managed", "Both"]), aliases: ["package-type"],
        slashNames: ["packagetype", "p"], summary: "which half: Unmanaged, Managed or Both")
    static let map = Flag(
        long: "map", short: "m", value: .required("FILE"), completion: .file, slashNames: ["map", "m"],
        summary: "a mapping file: which files stand outside the folder, and where",
        detail: [
            "The files that it names are not written. \(forms)",
            place,
            "Only content is mapped, as assemblies, scripts and packages; documents that describe components always stand in the folder.",
        ])
    static let mapPacked = map.saying(
        "a mapping file: which files stand outside the folder, and where",
        [
            "The files that it names are read from where they are built. \(forms)", place,
            "A mapped file that is nowhere is an error. Documents that describe components always stand in the folder.",
        ])
    private static let forms =
        "In `<Mapping>` stand `<Folder map=\"controls\\x\" to=\"..\\out\" />`, `<FileToFile map=\"x.dll\" to=\"..\\bin\\**\\x.dll\" />` and `<FileToPath map=\"WebResources\\**\\*.*\" to=\"..\\web\\**\" />`."
    private static let place =
        "Relative paths start from the solution's folder, or, where a revision is packed, from the directory one stands in. `%NAME%` is a variable, `**` as the last folder any folder below, a name without a folder that file wherever it is. What stands earlier comes first."
    static let localize = Flag(
        long: "localize", aliases: ["localise"], slashNames: ["localize", "loc"], followers: .truth,
        summary: "texts also in resource files for translators, one for each language",
        detail: [
            "They are `Resources/<language>/resources.<language>.resx`, each with all texts of tables, columns, choices, forms, views, relationships and the like; an empty value is a text that is missing in that language. The documents keep their texts. `git sol pack --localize` merges the files again."
        ])
    static let localizePacked = localize.saying(
        "merge the resource files of translators into the texts",
        [
            "They are `Resources/<language>/resources.<language>.resx`, as `git sol unpack --localize` writes them. A text that differs replaces the document's, a text in a language that the document has not is added, an empty value changes nothing. A new language is a copy of another's file in a folder of its own: `Resources/de-DE/resources.de-DE.resx`."
        ])
    static let useLCID = Flag(
        long: "use-lcid", aliases: ["useLcid"], slashNames: ["useLcid", "lcid"], followers: .truth,
        summary: "name resource files by number, `1033` for `en-US`")
    static let useLCIDPacked = useLCID.saying("accepted: resource files are read by name and by number")
    static let sourceLocale = Flag(
        long: "source-loc", value: .optional("LANGUAGE", implied: "auto"), aliases: ["sourceLoc"],
        slashNames: ["sourceLoc", "src"], followers: .language,
        summary: "write a template for translators: a language as `en-US` or `1033`, or auto",
        detail: ["It is `Resources/template_resources.resx`. `auto` is the language that the solution was made in."])
    static let log = Flag(
        long: "log", short: "l", value: .required("FILE"), completion: .file, slashNames: ["log", "l"],
        summary: "add all that is said, and each file, to the end of FILE")
    static let errorLevel = Flag(
        long: "errorlevel", short: "e", value: .required("LEVEL"), completion: .choices(Level.allCases.map(\.name)),
        aliases: ["error-level"], slashNames: ["errorlevel", "e"],
        summary: "how much is said: Off, Error, Warning, Info or Verbose",
        detail: ["`Info` is the default. `Verbose` names each file on the screen too. The exit status is the same for all."])
    static let singleComponent = Flag(
        long: "single-component", value: .required("TYPE"), aliases: ["singleComponent"],
        slashNames: ["singleComponent", "sc"], isHidden: true, summary: "only None is taken: a solution is unpacked and packed whole")
    static let processCanvasApps = Flag(
        long: "process-canvas-apps", aliases: ["processCanvasApps"], slashNames: ["processCanvasApps", "pca"],
        followers: .truth, isHidden: true, summary: "accepted; canvas apps stay the .msapp files that they are")
    static let noTelemetry = Flag(
        long: "disable-telemetry", aliases: ["disableTelemetry"], slashNames: ["disableTelemetry"], followers: .truth,
        isHidden: true, summary: "accepted, as there is none")
    static let noLogo = Flag(
        long: "nologo", slashNames: ["nologo", "n"], followers: .truth, isHidden: true,
        summary: "accepted, as nothing is printed that it would leave out")

    static let shared = [log, errorLevel, singleComponent, processCanvasApps, noTelemetry, noLogo]
    static let unpacking = [type, map, localize, useLCID] + shared
    static let packing = [type, mapPacked, localizePacked, useLCIDPacked] + shared

    /// What has to be known before anything is done: how much to tell, and what cannot be had.
    static func begin(_ arguments: Arguments, _ world: World) throws {
        let level = arguments.value(errorLevel).flatMap { Level($0) } ?? .info
        world.logLevel = level
        world.screenLevel = arguments.has(.quiet) ? min(level, .warning) : level
        if let file = arguments.value(log) { try world.startLog(file) }
        if let type = arguments.value(singleComponent), type.lowercased() != "none" {
            throw CommandError(
                "cannot work on components of type '\(type)' alone", reason: "a solution is unpacked and packed whole",
                hints: ["leave '--singleComponent' out; git commits or restores single files"])
        }
        if arguments.has(processCanvasApps) {
            world.warn("canvas apps are not taken apart: they stay .msapp files", hints: ["'pac canvas' packs and unpacks them"])
        }
    }

    /// Which resource files unpacking writes.
    static func resources(_ arguments: Arguments) throws(UsageError) -> ResourceOptions {
        var options = ResourceOptions()
        options.localises = arguments.has(localize)
        options.usesNumbers = arguments.has(useLCID)
        if let language = arguments.value(sourceLocale) {
            guard let lcid = language.lowercased() == "auto" ? "" : Language.lcid(language) else {
                throw UsageError(
                    message: "'\(language)' is no language that is known by name", hints: ["give its number, as in '--source-loc=1033'"])
            }
            options.template = lcid
        }
        return options
    }

    /// The mapping for a solution in a folder on disk.
    static func mapping(_ arguments: Arguments, folder: String, _ world: World) throws -> FileMapping? {
        guard let file = arguments.value(map) else { return nil }
        let environment = world.environment
        return try FileMapping.read(file, folder: absolute(folder, from: try world.directory())) { name in
            // The names of variables are written as they come, where letter case does not count.
            environment[name] ?? environment.variables.first { $0.key.lowercased() == name.lowercased() }?.value
        }
    }

    private static func absolute(_ path: String, from directory: String) -> String {
        var parts: [Substring] = []
        for part in (path.hasPrefix("/") ? path : directory + "/" + path).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}

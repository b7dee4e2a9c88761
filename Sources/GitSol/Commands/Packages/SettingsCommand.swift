// git sol settings: the file that tells an import which connections and values to use.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let settings = Command(
        name: "settings", group: .release, summary: "write, fill up or check a deployment settings file",
        synopsis: [
            "[-o FILE] [REVISION | FOLDER | ZIP]", "--check FILE [--json] [REVISION | FOLDER | ZIP]",
            "--merge FILE [REVISION | FOLDER | ZIP]",
            "--place NAME [--check | --merge] [REVISION | FOLDER | ZIP]",
        ],
        description: [
            "Prints the deployment settings file of a solution, as `pac solution create-settings` writes it: an entry for each environment variable and each connection reference, whose value or connection is to be filled in for one environment. `pac solution import --settings-file` and pipelines read it, and an import with it asks for nothing.",
            "`--check` lists names that the solution does not have, names that are missing or stand twice, values that are empty although nothing else holds, ids of connections that are none, and connectors that are not the solution's.",
            "`--merge` adds to a file what it lacks. What is filled in, members that are not known, their order and every other byte stay; entries that the solution no longer has stay too, and `--check` names them. A file that is not there is made.",
            "`--place` means the file of a place, `settings/NAME.json` at the top of the working tree, so that each environment has its own. Git's setting `sol.settings` names another folder.",
        ],
        flags: [
            SettingsCommand.output, SettingsCommand.check, SettingsCommand.merge, SettingsCommand.place, .solution, .json, .quiet,
        ],
        positionals: [
            Positional(
                name: "STATE", count: .optional, completion: .snapshot, summary: "a revision, a folder or a zip; else where one stands")
        ],
        examples: [
            Example(purpose: "A new file for an export", line: "git sol settings Contoso_1_3_0_0.zip -o test.json"),
            Example(purpose: "What production will be asked for", line: "git sol settings --place prod --check HEAD"),
            Example(
                purpose: "The new variables of a release, in the file that is filled in",
                line: "git sol settings --merge prod.json v1.3.0.0"),
        ],
        statuses: [(1, "With `--check`: something is wrong with the file.")],
        run: SettingsCommand.run)
}

enum SettingsCommand {
    static let output = Flag(
        long: "output", short: "o", value: .required("FILE"), completion: .file, summary: "write a new file instead of printing it")
    static let check = Flag(
        long: "check", value: .optional("FILE", implied: ""), completion: .file, followers: .word,
        summary: "say what is wrong with a settings file", detail: ["With `--place` it needs no FILE."])
    static let merge = Flag(
        long: "merge", value: .optional("FILE", implied: ""), completion: .file, followers: .word,
        summary: "add what a settings file lacks", detail: ["With `--place` it needs no FILE."])
    static let place = Flag(long: "place", value: .required("NAME"), summary: "the file of a place, settings/NAME.json")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        if arguments.has(.quiet) { world.screenLevel = .warning }
        var words = arguments.positionals
        guard !(arguments.has(check) && arguments.has(merge)) else {
            throw UsageError(message: "'--check' and '--merge' exclude each other")
        }
        let wish = arguments.has(check) ? check : arguments.has(merge) ? merge : nil
        let named = wish.flatMap { arguments.value($0) } ?? ""
        var target = try arguments.value(place).map { try world.settings(of: $0) }
        if target != nil {
            // The file of a place is known, so the word is the state.
            if !named.isEmpty { words.insert(named, at: 0) }
        } else if let wish {
            guard !named.isEmpty else { throw UsageError(message: "'--\(wish.long)' needs a file") }
            target = SettingsTarget(named)
        } else {
            target = arguments.value(output).map { SettingsTarget($0) }
        }
        guard words.count < 2 else { throw UsageError(message: "unexpected argument '\(words[1])'") }
        let asks = try asks(words.first, arguments, world)
        guard let target else {
            world.out.write(raw: DeploymentSettings.text(asks))
            return .done
        }
        if arguments.has(check) { return try check(target, asks, arguments, world) }
        if arguments.has(merge) { return try merge(target, asks, world) }
        guard try target.read() == nil else {
            throw CommandError("'\(target.text)' is there already", hints: ["'--merge' adds to it what it lacks"])
        }
        return try make(target, asks, world)
    }

    /// What the solution that is meant asks for.
    private static func asks(_ name: String?, _ arguments: Arguments, _ world: World) throws -> [DeploymentAsk] {
        let snapshot = try name.map { try world.solutionSnapshot($0) } ?? world.snapshotHere(arguments)
        let places = try SolutionPlace.all(in: snapshot, named: world.solution(arguments, in: snapshot))
        guard places.count == 1 else {
            throw CommandError(
                "'\(snapshot.name)' holds \(places.count) solutions",
                hints: ["choose with --solution: " + places.map(\.manifest.uniqueName).joined(separator: ", ")])
        }
        return try DeploymentNeeds(places[0], in: snapshot, world.rules()).asks
    }

    private static func parse(_ bytes: [UInt8], _ file: String) throws -> (settings: SettingsFile, document: Document) {
        do throws(ParseError) {
            let document = try Document(bytes, syntax: .json, names: Names())
            if let settings = SettingsFile(document.tree) { return (settings, document) }
            throw ParseError(line: 1, column: 1, message: "it has no lists of entries")
        } catch {
            throw CommandError(
                cannot: "read", file, line: error.line, column: error.column, reason: error.message,
                hints: ["'git sol settings' prints the form of such a file"])
        }
    }

    private static func check(_ target: SettingsTarget, _ asks: [DeploymentAsk], _ arguments: Arguments, _ world: World) throws
        -> ExitStatus
    {
        guard let bytes = try target.read() else {
            throw CommandError("there is no file '\(target.text)'", hints: ["'--merge' makes it"])
        }
        let findings = try parse(bytes, target.text).settings.findings(asks)
        if arguments.has(.json) {
            SettingsJSON.write(findings, file: target.text, to: world)
        } else {
            for finding in findings {
                let place: Shown = finding.line.map { "\(target.text):\($0)" } ?? "\(target.text)"
                world.out.write(
                    "\(world.paint("\(finding.code.rawValue):", .yellow)) \(finding.message) \(world.paint("(\(place))", .dim))\n")
            }
            world.out.write(findings.isEmpty ? "nothing is wrong\n" : "\(findings.count) finding\(findings.count == 1 ? "" : "s")\n")
        }
        return findings.isEmpty ? .done : .findings
    }

    private static func make(_ target: SettingsTarget, _ asks: [DeploymentAsk], _ world: World) throws -> ExitStatus {
        try target.write(DeploymentSettings.text(asks))
        let connections = asks.count { $0.connector != nil }
        world.say(
            "\(target.text): \(ComponentLines.count(asks.count - connections, "environment variable")), \(ComponentLines.count(connections, "connection reference"))"
        )
        return .done
    }

    private static func merge(_ target: SettingsTarget, _ asks: [DeploymentAsk], _ world: World) throws -> ExitStatus {
        guard let bytes = try target.read() else { return try make(target, asks, world) }
        let (settings, document) = try parse(bytes, target.text)
        let added = settings.missing(asks)
        if !added.isEmpty { try target.write(try encode(settings.merged(asks), document, target.text)) }
        for ask in added { world.say("\(target.text): added the \(ask.noun) '\(ask.key)'") }
        if added.isEmpty { world.say("\(target.text): nothing is missing") }
        for finding in settings.findings(asks) where finding.code == .unknownName { world.warn("\(finding.message)") }
        return .done
    }

    private static func encode(_ text: [UInt8], _ document: Document, _ file: String) throws -> [UInt8] {
        do throws(ParseError) {
            return try document.encode(text)
        } catch {
            throw CommandError(cannot: "write", file, reason: error.message)
        }
    }
}

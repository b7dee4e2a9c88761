// git sol ls: the components of a folder, a revision or a zip, by name and address.

internal import SolutionCore
internal import SolutionStore

extension Command {
    static let ls = Command(
        name: "ls", group: .change, summary: "list the components of a folder, revision or package",
        synopsis: ["[--kind KIND]… [--json | --addresses | --name-only [-z]] [FOLDER | ZIP | REVISION] [--] [ADDRESS…]"],
        description: [
            "Lists what a solution holds: tables, columns, forms, views, flows, web resources and all other components, each with its kind, its display name and its address.",
            "Without a place it lists the folder one stands in, and in a bare repository its HEAD. Several solutions in one place are kept apart.",
            "An address names a component and everything below it; `*` and `**` are wildcards. See `git sol help addresses`. Instead of a key you can use the name that the manifest has for the component.",
        ],
        flags: [LsCommand.kind, .solution, LsCommand.addresses, LsCommand.nameOnly, .nulTerminated, .json],
        positionals: [
            Positional(name: "PLACE", count: .optional, completion: .snapshot, summary: "a folder, a zip or a revision"),
            Positional(name: "ADDRESS", count: .any, completion: .address, summary: "only these components"),
        ],
        examples: [
            Example(purpose: "What an export holds", line: "git sol ls Contoso_1_0_0_0.zip"),
            Example(
                purpose: "The columns of one table as they were two commits ago",
                line: "git sol ls HEAD~2 'entity/contoso_order/attribute/*'"),
            Example(purpose: "All flows, for a script", line: "git sol ls --kind workflow --json"),
        ],
        statuses: [(1, "An address was given, and nothing has it.")],
        usesPager: true,
        run: LsCommand.run)
}

enum LsCommand {
    static let kind = Flag(
        long: "kind", value: .required("KIND"), completion: .kind, isRepeatable: true, summary: "only components of this kind",
        detail: ["The word in addresses, such as `entity`, or the word of the product: `table`, `cloud flow`, `business rules`."])
    static let addresses = Flag(long: "addresses", summary: "print only the addresses")
    static let nameOnly = Flag(long: "name-only", summary: "print only the files that hold the components")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let (place, patterns) = try divide(arguments, world)
        let snapshot = try place.map { try world.snapshot($0, arguments.reading(of: 0)) } ?? world.snapshotHere(arguments)
        var listings = try SolutionLister().solutions(in: snapshot)
        if let folders = try SolutionPlace.folders(in: snapshot, named: world.solution(arguments, in: snapshot)) {
            listings.removeAll { !folders.contains($0.path) }
        }
        let kinds = try KindChoice(arguments.values(kind), others: listings.flatMap(\.components).map(\.kind))
        let selected = listings.map { listing in
            (
                listing,
                listing.components.filter { component in
                    kinds.allows(component.kind, component.noun)
                        && (patterns.isEmpty || patterns.contains { matches($0, component, listing.manifestNames) })
                }
            )
        }
        if arguments.has(.json) {
            writeJSON(selected, world)
        } else if arguments.has(nameOnly) || arguments.has(addresses) {
            let lines = selected.flatMap(\.1).map { arguments.has(nameOnly) ? $0.file : $0.address.description }
            world.writeNames(Self.distinct(lines), isRaw: arguments.has(.nulTerminated))
        } else {
            for (number, (listing, components)) in selected.enumerated() {
                if number > 0 { world.out.write("\n") }
                write(listing, components, world)
            }
        }
        for error in listings.flatMap(\.unreadable) {
            for words in error.described { world.warn(words) }
        }
        let found = selected.contains { !$0.1.isEmpty }
        return found || patterns.isEmpty ? .done : .findings
    }

    /// The first word is a place unless only an address can be meant.
    private static func divide(_ arguments: Arguments, _ world: World) throws -> (String?, [AddressPattern]) {
        var (words, addresses) = arguments.parts
        var place: String?
        if let first = words.first, !AddressWords.isAddress(first) || isThere(first, world) {
            place = first
            words.removeFirst()
        }
        addresses = words + addresses
        return (place, addresses.map(AddressPattern.init))
    }

    private static func isThere(_ word: String, _ world: World) -> Bool { (try? world.snapshot(word)) != nil }

    private static func matches(_ pattern: AddressPattern, _ component: Component, _ names: ManifestNames) -> Bool {
        pattern.means(component) || names.addresses(of: component).contains(where: pattern.matches)
    }

    // MARK: - For people

    private static func write(_ listing: SolutionListing, _ components: [Component], _ world: World) {
        let manifest = listing.manifest
        var head = world.paint("\(manifest.displayName)", .bold)
        if manifest.displayName != manifest.uniqueName { head += " (\(manifest.uniqueName))" }
        head += " \(manifest.version), \(words(for: manifest.managed)), published by \(manifest.publisher)"
        if !listing.path.isEmpty { head += world.paint(", in \(listing.path)", .dim) }
        world.out.write("\(head)\n")
        let rows = components.map { component in
            let names = listing.manifestNames.others(of: component)
            let note: Shown =
                component.isOnlyNamed
                ? "  only named by the manifest" : names.isEmpty ? "" : "  in the manifest: \(names.joined(separator: ", "))"
            return (Shown(component.noun), Shown(component.name), component.address, note)
        }
        let nounWidth = rows.map(\.0.width).max() ?? 0
        let nameWidth = min(rows.map(\.1.width).max() ?? 0, 44)
        for (noun, name, address, note) in rows {
            world.out.write("  \(noun.padded(to: nounWidth))  \(name.padded(to: nameWidth))  \(world.paint("\(address)\(note)", .dim))\n")
        }
        world.out.write("\(components.count) component\(components.count == 1 ? "" : "s")\n")
    }

    private static func words(for managed: Manifest.Managed) -> String {
        switch managed {
        case .unmanaged: "unmanaged"
        case .managed: "managed"
        case .both: "unmanaged and managed"
        }
    }

    // MARK: - For programs

    private static func distinct(_ lines: [String]) -> [String] {
        var seen: Set<Exact> = []
        return lines.filter { seen.insert(Exact($0)).inserted }
    }

    private static func writeJSON(_ selected: [(SolutionListing, [Component])], _ world: World) {
        JSONWriter.write("ls", to: world.out) { writer in
            writer.array("solutions") { writer in
                for (listing, _) in selected { writer.object { write(listing, &$0) } }
            }
            writer.array("components") { writer in
                for (listing, components) in selected {
                    for component in components {
                        writer.object { writer in
                            writer.field("address", component.address.description)
                            writer.field("kind", component.kind)
                            writer.field("name", component.name)
                            writer.field("file", component.file)
                            writer.field("solution", listing.manifest.uniqueName)
                            writer.field("onlyNamed", component.isOnlyNamed)
                            writer.field("manifest", listing.manifestNames[component.address])
                        }
                    }
                }
            }
        }
    }

    private static func write(_ listing: SolutionListing, _ writer: inout JSONWriter) {
        let manifest = listing.manifest
        writer.field("name", manifest.uniqueName)
        writer.field("displayName", manifest.displayName)
        writer.field("version", manifest.version)
        if manifest.managed == .both {
            writer.field("managed", "both")
        } else {
            writer.field("managed", manifest.managed == .managed)
        }
        writer.field("publisher", manifest.publisher)
        writer.field("path", listing.path)
    }
}

// Solutions with very many of one thing: what takes time that grows faster than they do is seen on them.

internal import Bindings

/// An export with as many of one thing as wanted, in a first state, and in two others where each of them is another.
public struct ScaledSolution: Sendable {
    public enum Shape: String, CaseIterable, Sendable, CustomStringConvertible {
        /// Lines of the manifest for which there is nothing.
        case roots
        case webResources, tables, columns, options, views, roles, workflows, relationships, forms
        /// Files that nobody knows, only in the later states; and in one folder each.
        case entries, folders
        /// Equal elements without keys; those of the later states have others in between.
        case siblings
        /// One ordered list, in other orders in the later states.
        case reordered
        /// A text of as many lines, all of them different; a list in a file of JSON.
        case lines, members
        /// Names of things that are not there; lines of the manifest on what other solutions have; texts in many languages.
        case dangling, dependencies, languages

        public var description: String { rawValue }
    }

    public let shape: Shape
    public let size: Int

    public init(_ shape: Shape, _ size: Int) {
        self.shape = shape
        self.size = size
    }

    /// 0 to 2.
    public func zip(_ state: Int) throws -> [UInt8] {
        let writer = try ZipWriter()
        var package = Package(state: state)
        package.fill(shape, size)
        try writer.add("solution.xml", Array(package.manifest.utf8))
        try writer.add("customizations.xml", Array(package.customizations.utf8))
        for (name, content) in package.entries { try writer.add(name, Array(content.utf8)) }
        return try writer.finish()
    }

    /// Of no key's value that stands elsewhere.
    public static func id(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.utf8.count) + digits
    }
}

private struct Package {
    let state: Int
    private var roots = ""
    private var missing = ""
    private var sections = ""
    private(set) var entries: [(String, String)] = []

    init(state: Int) { self.state = state }

    var manifest: String {
        """
        <ImportExportXml version="9.2" languagecode="1033"><SolutionManifest><UniqueName>Scaled</UniqueName>
        <LocalizedNames><LocalizedName description="Scaled" languagecode="1033" /></LocalizedNames>
        <Version>1.0.0.\(state)</Version><Managed>0</Managed><Publisher><UniqueName>new</UniqueName>
        <CustomizationPrefix>new</CustomizationPrefix></Publisher>
        <RootComponents>\(roots)</RootComponents><MissingDependencies>\(missing)</MissingDependencies></SolutionManifest></ImportExportXml>
        """
    }

    var customizations: String {
        "<ImportExportXml xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n\(sections)\n</ImportExportXml>"
    }

    private var word: String { ["before", "after", "otherwise"][state] }

    private func names(_ text: String) -> String {
        "<LocalizedNames><LocalizedName description=\"\(text)\" languagecode=\"1033\" /></LocalizedNames>"
    }

    private mutating func root(_ type: Int, name: String) {
        roots += "<RootComponent type=\"\(type)\" schemaName=\"\(name)\" behavior=\"0\" />\n"
    }

    private mutating func root(_ type: Int, id: String) { roots += "<RootComponent type=\"\(type)\" id=\"{\(id)}\" behavior=\"0\" />\n" }

    /// So many pieces, one after the other.
    private func many(_ size: Int, _ piece: (Int) -> String) -> String { (0..<size).map(piece).joined(separator: "\n") }

    private mutating func table(_ name: String, columns: String = "", forms: String = "", views: String = "") {
        root(1, name: name)
        sections += """
            <Entity><Name LocalizedName="\(name)" OriginalName="\(name)">\(name)</Name><EntityInfo><entity Name="\(name)">
            <LocalizedNames><LocalizedName description="\(name) \(word)" languagecode="1033" /></LocalizedNames>
            <attributes>\(columns)</attributes></entity></EntityInfo><FormXml>\(forms)</FormXml>
            <SavedQueries><savedqueries>\(views)</savedqueries></SavedQueries><RibbonDiffXml /></Entity>
            """
    }

    private func column(_ name: String, _ text: String, inner: String = "") -> String {
        """
        <attribute PhysicalName="\(name)"><Type>nvarchar</Type><Name>\(name)</Name><LogicalName>\(name)</LogicalName>
        <RequiredLevel>none</RequiredLevel>\(inner)
        <displaynames><displayname description="\(text)" languagecode="1033" /></displaynames></attribute>
        """
    }

    private func wrapped(_ name: String, _ inner: String) -> String { "<\(name)>\(inner)</\(name)>" }

    private mutating func section(_ name: String, _ inner: String) { sections += wrapped(name, inner) }

    private mutating func choice(_ options: String) {
        root(9, name: "new_choice")
        section(
            "optionsets",
            """
            <optionset Name="new_choice" localizedName="Choice"><OptionSetType>picklist</OptionSetType>
            <displaynames><displayname description="Choice" languagecode="1033" /></displaynames><options>\(options)</options></optionset>
            """)
    }

    private func option(_ value: Int, _ text: String) -> String {
        "<option value=\"\(value)\"><labels><label description=\"\(text)\" languagecode=\"1033\" /></labels></option>"
    }

    private mutating func webResource(_ number: Int, _ name: String, _ content: String) {
        root(61, name: name)
        sections += """
            <WebResource><WebResourceId>{\(ScaledSolution.id(number))}</WebResourceId><Name>\(name)</Name><DisplayName>\(name)</DisplayName>
            <WebResourceType>3</WebResourceType><FileName>/WebResources/file\(number)</FileName></WebResource>
            """
        entries.append(("WebResources/file\(number)", content))
    }

    mutating func fill(_ shape: ScaledSolution.Shape, _ size: Int) {
        switch shape {
        case .roots: for number in 0..<size { root(61, name: "new_/gone\(number)\(word).js") }
        case .webResources:
            for number in 0..<size { webResource(number, "new_/scripts/s\(number).js", "// \(number) \(word)\n") }
            sections = wrapped("WebResources", sections)
        case .tables:
            for number in 0..<size { table("new_table\(number)") }
            sections = wrapped("Entities", sections)
        case .columns:
            table("new_table", columns: many(size) { column("new_c\($0)", "Column \($0) \(word)") })
            sections = wrapped("Entities", sections)
        case .languages:
            table(
                "new_table",
                columns: column(
                    "new_c", "C",
                    inner: wrapped(
                        "labels",
                        many(size) {
                            "<label description=\"\($0) \(word)\" languagecode=\"\(1000 + $0)\" />"
                        })))
            sections = wrapped("Entities", sections)
        case .options: choice(many(size) { option($0, "Option \($0) \(word)") })
        case .reordered: choice(many(size) { option([$0, size - 1 - $0, ($0 + size / 2) % size][state], "Option") })
        case .views:
            table(
                "new_table", columns: column("new_c", "C"),
                views: many(size) { number in
                    """
                    <savedquery><savedqueryid>{\(ScaledSolution.id(number))}</savedqueryid><returnedtypecode>new_table</returnedtypecode>
                    <fetchxml><fetch><entity name="new_table"><attribute name="new_c" /></entity></fetch></fetchxml>
                    \(names("View \(number) \(word)"))</savedquery>
                    """
                })
            sections = wrapped("Entities", sections)
        case .forms:
            table(
                "new_table", columns: column("new_c", "C"),
                forms: "<forms type=\"main\">"
                    + many(size) { number in
                        """
                        <systemform><formid>{\(ScaledSolution.id(number))}</formid><form><tabs><tab id="{\(ScaledSolution.id(number))}"><columns><column>
                        <sections><section id="{\(ScaledSolution.id(number + size))}"><rows><row><cell id="{\(ScaledSolution.id(number + 2 * size))}">
                        <control id="new_c" datafieldname="new_c" /></cell></row></rows></section></sections></column></columns></tab></tabs></form>
                        \(names("Form \(number) \(word)"))</systemform>
                        """
                    } + "</forms>")
            sections = wrapped("Entities", sections)
        case .roles:
            for number in 0..<size {
                root(20, id: ScaledSolution.id(number))
                sections += """
                    <Role id="{\(ScaledSolution.id(number))}" name="Role \(number)"><RolePrivileges>
                    <RolePrivilege name="prvRead\(word)" level="Global" /></RolePrivileges></Role>
                    """
            }
            sections = wrapped("Roles", sections)
        case .workflows:
            for number in 0..<size {
                let id = ScaledSolution.id(number)
                root(29, id: id)
                sections += """
                    <Workflow WorkflowId="{\(id)}" Name="Flow \(number)"><JsonFileName>/Workflows/Flow\(number)-\(id).json</JsonFileName>
                    <Type>1</Type><Category>5</Category>\(names("Flow \(number) \(word)"))</Workflow>
                    """
                entries.append(
                    ("Workflows/Flow\(number)-\(id).json", "{\"properties\":{\"definition\":{\"actions\":{\"A\":{\"type\":\"\(word)\"}}}}}")
                )
            }
            sections = wrapped("Workflows", sections)
        case .relationships:
            table("new_table", columns: column("new_id", "C"))
            sections =
                wrapped("Entities", sections)
                + wrapped(
                    "EntityRelationships",
                    many(size) {
                        """
                        <EntityRelationship Name="new_r\($0)"><EntityRelationshipType>OneToMany</EntityRelationshipType>
                        <ReferencingEntityName>new_table</ReferencingEntityName><ReferencedEntityName>new_table</ReferencedEntityName>
                        <ReferencingAttributeName>new_id</ReferencingAttributeName><CascadeAssign>\(word)</CascadeAssign></EntityRelationship>
                        """
                    })
        case .entries: if state > 0 { entries += (0..<size).map { ("Assets/all/file\($0).bin", "\($0) \(word)") } }
        case .folders: if state > 0 { entries += (0..<size).map { ("Assets/f\($0)/file.xml", "<a>\($0) \(word)</a>") } }
        case .siblings:
            section(
                "Unknown",
                "<Things>" + many(size) { $0 % 3 == state ? "<Thing>same</Thing><Other />" : "<Thing>same</Thing>" } + "</Things>")
        case .lines:
            webResource(0, "new_/long.js", many(size) { "line \($0) \(word);" } + "\n")
            sections = wrapped("WebResources", sections)
        case .members:
            let id = ScaledSolution.id(0)
            root(29, id: id)
            section(
                "Workflows",
                """
                <Workflow WorkflowId="{\(id)}" Name="Flow"><JsonFileName>/Workflows/Flow-\(id).json</JsonFileName>
                <Type>1</Type><Category>5</Category>\(names("Flow"))</Workflow>
                """)
            let actions = (0..<size).map { "\"A\($0)\":{\"type\":\"\(word)\",\"runAfter\":{\"A\(max($0 - 1, 0))\":[]}}" }.joined(
                separator: ",\n")
            entries.append(("Workflows/Flow-\(id).json", "{\"properties\":{\"definition\":{\"actions\":{\(actions)}}}}"))
        case .dangling:
            table(
                "new_table", columns: column("new_c", "C"),
                views: """
                    <savedquery><savedqueryid>{\(ScaledSolution.id(1))}</savedqueryid><returnedtypecode>new_table</returnedtypecode>
                    <fetchxml><fetch><entity name="new_table">\(many(size) { "<attribute name=\"new_gone\($0)\(word)\" />" })</entity></fetch></fetchxml>
                    \(names("View"))</savedquery>
                    """)
            sections = wrapped("Entities", sections)
        case .dependencies:
            missing = many(size) {
                """
                <MissingDependency><Required type="1" schemaName="other_t\($0)" displayName="T \($0)" solution="Other (\(word))" />
                <Dependent type="1" schemaName="new_table" displayName="T" /></MissingDependency>
                """
            }
        }
    }
}

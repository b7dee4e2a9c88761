// What a solution says of itself: `solution.xml`, in a zip or as `Other/Solution.xml`.

/// A solution's manifest.
public struct Manifest: Sendable, Equatable {
    public enum Managed: Int, Sendable {
        case unmanaged = 0
        case managed = 1
        /// A folder that holds both halves.
        case both = 2
    }
    public let uniqueName: String
    public let displayName: String
    public let version: String
    public let managed: Managed
    public let publisher: String
    public let prefix: String
    /// The language in which its names were given.
    public let language: String?
    public let rootComponents: [RootComponent]
    /// The unique name of the solution that it is a patch of; nil where it is none.
    public let parent: String?

    /// Reads a manifest. Its name becomes that of files, folders, tags and settings, so it must be one.
    public init(_ tree: Tree) throws(ParseError) {
        let root = tree.root
        guard tree.syntax == .xml, tree.name(of: root) == PackageNames.root,
            let manifest = tree.element("SolutionManifest", of: root),
            let element = tree.element("UniqueName", of: manifest), case let name = tree.text(of: element), !name.isEmpty
        else { throw ParseError(line: 0, column: 0, message: "it is not a solution's manifest") }
        guard Self.isName(name) else {
            throw tree.source.withUnsafeBufferPointer { source in
                ParseError(
                    at: Int(tree[element].outer.start), of: source,
                    message: "the solution's 'UniqueName' is no name")
            }
        }
        func text(_ path: ValuePath) -> String? { path.value(in: tree, at: manifest, language: nil) }
        uniqueName = name
        language = tree.attribute("languagecode", of: root)
        displayName =
            ("LocalizedNames/LocalizedName[languagecode]@description" as ValuePath)
            .value(in: tree, at: manifest, language: language) ?? name
        version = text("Version") ?? ""
        managed = text("Managed").flatMap { Int($0) }.flatMap(Managed.init) ?? .unmanaged
        publisher = text("Publisher/UniqueName") ?? ""
        prefix = text("Publisher/CustomizationPrefix") ?? ""
        parent = text("ParentSolution/UniqueName") ?? Self.parent(of: name)
        let list = tree.element("RootComponents", of: manifest)
        rootComponents = list.map { list in tree.elements(of: list).map { RootComponent(tree, $0) } } ?? []
    }

    /// The platform names a patch after its parent: `Contoso_Patch_1a2b3c4d`.
    private static func parent(of name: String) -> String? {
        guard let mark = name.firstRange(of: "_Patch_"), mark.lowerBound > name.startIndex else { return nil }
        let rest = name[mark.upperBound...]
        return !rest.isEmpty && rest.utf8.allSatisfy { JSONText.hex($0) != nil } ? String(name[..<mark.lowerBound]) : nil
    }

    /// What to tell of a manifest that cannot be read.
    public static let hint = "a manifest has a 'SolutionManifest' with a 'UniqueName' of English letters, digits and '_'"

    /// What the platform itself takes as a unique name.
    public static func isName(_ text: String) -> Bool {
        text.utf8.count <= 200
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

/// A line of the manifest's list of what belongs to the solution.
public struct RootComponent: Sendable, Equatable {
    /// As spelled: a number, or a word for newer kinds.
    public let type: String
    public let schemaName: String?
    public let id: String?
    public let parentID: String?
    /// 0 with subcomponents, 1 without, 2 only the shell.
    public let behavior: String?
    /// Other identities, as `id.connectionreferencelogicalname`.
    public let others: [String]

    public var code: ComponentCode { ComponentCode(type) }

    /// All names by which it may be found, folded.
    public var identities: [String] { ([id, schemaName].compactMap(\.self) + others).map(Key.folded) }

    /// Whether it may be found by this name, however that is spelled.
    public func isCalled(_ name: String) -> Bool { identities.contains { $0 == Key.folded(name) } }

    /// `security role 'Clerk'`, as far as the line tells.
    public var words: String {
        let kind = Kinds.table.kinds(of: code).first
        let name = [schemaName, id].compactMap(\.self).first ?? others.first ?? ""
        return "\(kind?.noun ?? "component of type \(type)") '\(Key.spelled(name))'"
    }

    /// What this line alone tells of a component.
    public func component(kinds: Kinds, file: String) -> Component {
        let candidates = kinds.kinds(of: code)
        // Without a name it can only be of a kind of which there is one.
        let kind = candidates.first { !identities.isEmpty || $0.key.isEmpty } ?? candidates.first
        let word = kind?.word ?? type
        let key = (schemaName ?? id ?? others.first).map(Key.spelled)
        return Component(
            kind: word, address: Address(kind: word, key: key), name: key ?? kind?.noun ?? word, file: file,
            identities: identities, isOnlyNamed: true)
    }

    init(_ tree: Tree, _ element: Tree.Index) {
        var others: [String] = []
        for attribute in tree.attributes(of: element) where tree.name(of: attribute).hasPrefix("id.") {
            others.append(tree.text(of: attribute))
        }
        type = tree.attribute("type", of: element) ?? ""
        schemaName = tree.attribute("schemaName", of: element)
        id = tree.attribute("id", of: element)
        parentID = tree.attribute("parentId", of: element)
        behavior = tree.attribute("behavior", of: element)
        self.others = others
    }
}

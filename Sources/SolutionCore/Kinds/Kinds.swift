// The table of kinds, whole: the families put together, and the ways to look a kind up.

/// All kinds the tool knows, in the order in which people read a solution.
///
/// A new kind is a new entry in its family's file, not new code.
public struct Kinds: Sendable {
    public static let table = Kinds(
        [
            solutionKinds, tableKinds, choiceKinds, appKinds, processKinds, securityKinds, pluginKinds, connectionKinds,
            reportKinds, serviceKinds,
        ].flatMap { $0 })

    public let all: [Kind]
    private let byWord: [Exact: Int]
    private let byCode: [ComponentCode: [Int]]
    private let byOwner: [Exact: [Int]]
    /// Kinds by the first segment of their paths in a folder; those without a fixed one under "".
    private let byFolder: [Exact: [(kind: Int, place: Int)]]
    /// Files that only list components, in lower case.
    private let indexes: Set<Exact>

    init(_ all: [Kind]) {
        self.all = all
        var byWord: [Exact: Int] = [:]
        var byCode: [ComponentCode: [Int]] = [:]
        var byOwner: [Exact: [Int]] = [:]
        var byFolder: [Exact: [(kind: Int, place: Int)]] = [:]
        for (index, kind) in all.enumerated() {
            precondition(byWord.updateValue(index, forKey: Exact(kind.word)) == nil, "two kinds '\(kind.word)'")
            for code in kind.codes { byCode[code, default: []].append(index) }
            byOwner[kind.owner ?? "", default: []].append(index)
            for (number, place) in kind.places.enumerated() {
                byFolder[place.pattern.folder ?? "", default: []].append((index, number))
            }
        }
        self.byWord = byWord
        self.byCode = byCode
        self.byOwner = byOwner
        self.byFolder = byFolder
        indexes = Set(exact: all.flatMap(\.places).compactMap { $0.index?.lowercased() })
    }

    public subscript(word: String) -> Kind? { byWord[word].map { all[$0] } }

    /// A kind's place in the table.
    func index(of kind: Kind) -> Int? { byWord[kind.word] }

    /// The kinds a manifest may mean by a type; forms and dashboards share one.
    public func kinds(of code: ComponentCode) -> [Kind] { (byCode[code] ?? []).map { all[$0] } }

    /// The kinds whose components stand inside those of another, or on their own.
    public func kinds(in owner: String?) -> [Kind] { (byOwner[owner ?? ""] ?? []).map { all[$0] } }

    /// The kinds that a file of an unpacked folder may hold, with what its path says.
    public func places(of path: String) -> [(kind: Kind, place: Place, match: FilePattern.Match)] {
        let folder = path.split(separator: "/", maxSplits: 1).first.map { $0.lowercased() } ?? ""
        let bytes = Array(path.utf8)
        let slashes = bytes.count { $0 == UInt8(ascii: "/") }
        var found: [(kind: Kind, place: Place, match: FilePattern.Match)] = []
        for entries in [byFolder[folder] ?? [], byFolder[""] ?? []] {
            for entry in entries {
                guard let match = all[entry.kind].places[entry.place].pattern.match(bytes, slashes: slashes) else { continue }
                found.append((all[entry.kind], all[entry.kind].places[entry.place], match))
            }
        }
        return found
    }

    /// The files in which a component of that key would be, where its key alone says so.
    public func files(of word: String, key: String) -> [String] {
        self[word]?.places.compactMap { $0.elements == nil ? nil : $0.pattern.fill(naming: ["key": key]) } ?? []
    }

    /// The folders in which the files of a kind are that are no parts of others.
    public func folders(of word: String) -> [String] {
        guard let kind = self[word], kind.owner == nil else { return [] }
        return kind.places.compactMap { $0.elements == nil ? nil : $0.pattern.start }
    }

    /// A file that only lists the keys of components which have files of their own.
    public func isIndex(_ path: String) -> Bool { indexes.contains(path.lowercased()) }

    /// The kind whose components such a file lists.
    func kind(listedIn path: String) -> Kind? {
        guard isIndex(path) else { return nil }
        return all.first { $0.places.contains { $0.index?.lowercased() == path.lowercased() } }
    }

    /// A folder whose files belong to a kind of this table.
    public func isKnownFolder(_ name: String) -> Bool { byFolder[name.lowercased()] != nil }

    /// A folder that unpacking fills, so that everything in it has a component.
    func isSplitFolder(_ name: String) -> Bool {
        let places = (byFolder[name.lowercased()] ?? []).map { all[$0.kind].places[$0.place] }
        return places.contains(where: \.isWritten) && !places.contains(where: \.hasOthers)
    }

    /// A folder in which components from sections of the package have their files.
    func isSectionFolder(_ name: String) -> Bool {
        byFolder[name.lowercased()]?.contains { !all[$0.kind].path.isEmpty && all[$0.kind].places[$0.place].isWritten } ?? false
    }

    /// The files that may hold what a file's component is part of.
    public func owners(of path: String) -> [String] {
        places(of: path).flatMap { kind, _, match -> [String] in
            guard let owner = kind.owner.flatMap({ self[$0] }), let key = match["owner"] else { return [] }
            return owner.places.compactMap { $0.pattern.fill(["key": key]) }
        }
    }

    /// The component a text of which a file holds, and the file that holds the component.
    public func owner(ofText path: String) -> (address: Address, kind: Kind, file: String)? {
        for kind in all {
            for text in kind.texts {
                guard let match = text.target.match(path) else { continue }
                let captures = Dictionary(text.names.map { ($1, match[$0]) }) { first, _ in first }
                let key = kind.key.compactMap { captures[$0] ?? nil }
                guard key.count == kind.key.count, let file = kind.places.first(where: { $0.isWritten })?.pattern.fill([:])
                else { continue }
                return (Address(kind: kind.word, key: key.map(Key.spelled).joined(separator: ",")), kind, file)
            }
        }
        return nil
    }
}

extension ElementRule {
    /// What holds in every kind.
    static let common: [ElementRule] = [
        .set("EntityRelationships/EntityRelationship", "@Name"),
        // Resource files, whoever's they are.
        .set("/root/data", "@name").repeatable,
        .set("/root/metadata", "@name").repeatable,
        .set("/root/resheader", "@name").repeatable,
        .set("/root/assembly", "@alias").repeatable,
        .set("LocalizedNames/LocalizedName", "@languagecode", noun: "name"),
        .set("LocalizedCollectionNames/LocalizedCollectionName", "@languagecode", noun: "plural name"),
        .set("Descriptions/Description", "@languagecode|@LCID", noun: "description"),
        .set("displaynames/displayname", "@languagecode", noun: "display name"),
        .set("labels/label", "@languagecode"),
        .set("displayname/label", "@languagecode"),
        .set("description/label", "@languagecode"),
        .set("CustomLabels/CustomLabel", "@languagecode", noun: "custom label"),
        .set("Titles/Title", "@LCID", noun: "title"),
        .quiet("RelationshipDescription"),
        .noise("IntroducedVersion", .versionStamp, merge: .ours),
        .noise("introducedversion", .versionStamp, merge: .ours),
        .noise("*@IntroducedVersion", .versionStamp, merge: .ours),
        .noise("ImportExportXml@version", .versionStamp, merge: .higher),
        .noise("ImportExportXml@OrganizationVersion", .versionStamp, merge: .higher),
        .noise("ImportExportXml@OrganizationSchemaType", .versionStamp, merge: .ours),
        .noise("ImportExportXml@CRMServerServiceabilityVersion", .versionStamp, merge: .higher),
        .noise("ImportExportXml@SolutionPackageVersion", .versionStamp, merge: .higher),
    ]

    /// Values that the platform adds to components by itself, with these defaults and only where nothing was before.
    static let platformDefaults: [(place: String, value: String)] = [
        ("EntityRelationship/CascadeArchive", "NoCascade"),
        ("EntityRelationship/CascadeUnshare", "NoCascade"),
        ("entity/IsMSTeamsIntegrationEnabled", "0"),
        ("entity/AutoCreateAccessTeams", "0"),
        ("entity/IsSolutionAware", "0"),
        ("option@IsHidden", "0"),
        ("Workflow/IsCustomProcessingStepAllowedForOtherPublishers", "1"),
        ("Workflow/ModernFlowType", "0"),
        ("Workflow/BusinessProcessType", "0"),
        ("WebResource/LanguageCode", ""),
        ("WebResource/DependencyXml", ""),
        ("attribute/ValidForCreateApi", "0"),
        ("attribute/ValidForUpdateApi", "0"),
        ("attribute/ImeMode", "auto"),
        ("form@showImage", "false"),
        ("form@shownavigationbar", "true"),
        ("form@maxWidth", "1920"),
        ("EntityRelationship/RelationshipDescription", ""),
        ("insertMetadata@isDeviceOptimized", "false"),
    ]
}

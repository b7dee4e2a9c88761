// The kinds of documents that random merges are tried on: the shapes of real files, small.

public enum ModelKinds {
    public static let all: [(root: String, sorts: [String: ModelSort], path: String)] = [
        ("Entity", table, "Entities/new_Thing/Entity.xml"),
        ("forms", form, "Entities/new_Thing/FormXml/main/{0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a}.xml"),
        ("AppModuleSiteMap", siteMap, "AppModuleSiteMaps/new_App/AppModuleSiteMap.xml"),
        ("ImportExportXml", manifest, "Other/Solution.xml"),
        ("optionset", choice, "OptionSets/new_choice.xml"),
        ("Role", role, "Roles/Clerk.xml"),
        ("EntityRelationships", relationships, "Other/Relationships/new_Thing.xml"),
        ("flow", flow, "Workflows/Notify-0A0A0A0A-0A0A-4A0A-8A0A-0A0A0A0A0A0A.json"),
    ]

    private static let label = ModelSort(element: "label", key: .attribute("languagecode"), attributes: ["description"])

    private static let table: [String: ModelSort] = [
        "Entity": ModelSort(element: "Entity", key: .child("Name"), lists: [(["EntityInfo", "entity", "attributes"], "attribute")]),
        "attribute": ModelSort(
            element: "attribute", key: .attribute("PhysicalName"),
            fields: ["Type", "LogicalName", "RequiredLevel", "DisplayMask", "ImeMode", "MaxLength", "Format"],
            lists: [(["displaynames"], "displayname"), (["optionset", "options"], "option")]),
        "displayname": ModelSort(element: "displayname", key: .attribute("languagecode"), attributes: ["description"]),
        "option": ModelSort(
            element: "option", key: .attribute("value"), attributes: ["Color", "ExternalValue"], lists: [(["labels"], "label")],
            isOrdered: true),
        "label": label,
    ]

    private static let form: [String: ModelSort] = [
        "forms": ModelSort(element: "forms", key: .attribute("type"), lists: [([], "systemform")]),
        "systemform": ModelSort(
            element: "systemform", key: .child("formid"), fields: ["FormPresentation", "IsCustomizable"],
            lists: [(["form", "tabs"], "tab"), (["form", "formLibraries"], "Library")], holdsRoamers: true),
        "tab": ModelSort(
            element: "tab", key: .attribute("id"), attributes: ["name", "verticallayout"],
            lists: [(["labels"], "label"), (["columns"], "column")], isOrdered: true),
        "column": ModelSort(element: "column", key: .none, attributes: ["width"], lists: [(["sections"], "section")], isOrdered: false),
        "section": ModelSort(
            element: "section", key: .attribute("id"), attributes: ["name", "showlabel"],
            lists: [(["labels"], "label"), (["rows"], "row")],
            isOrdered: true, roams: true),
        "row": ModelSort(element: "row", key: .none, lists: [([], "cell")]),
        "cell": ModelSort(
            element: "cell", key: .attribute("id"), attributes: ["colspan", "showlabel"], lists: [(["labels"], "label")],
            isOrdered: true, roams: true),
        "Library": ModelSort(element: "Library", key: .attribute("name"), attributes: ["libraryUniqueId"], isOrdered: true),
        "label": ModelSort(element: "label", key: .attribute("languagecode"), attributes: ["description"]),
    ]

    private static let siteMap: [String: ModelSort] = [
        "AppModuleSiteMap": ModelSort(
            element: "AppModuleSiteMap", key: .child("SiteMapUniqueName"), fields: ["EnableCollapsibleGroups", "ShowHome"],
            lists: [(["SiteMap"], "Area")]),
        "Area": ModelSort(
            element: "Area", key: .attribute("Id"), attributes: ["Icon", "ShowGroups"], lists: [([], "Group")], isOrdered: true),
        "Group": ModelSort(element: "Group", key: .attribute("Id"), attributes: ["IsProfile"], lists: [([], "SubArea")], isOrdered: true),
        "SubArea": ModelSort(
            element: "SubArea", key: .attribute("Id"), attributes: ["Entity", "Url", "Client"], lists: [(["Titles"], "title")],
            isOrdered: true),
        "title": ModelSort(element: "Title", key: .attribute("LCID"), attributes: ["Title"]),
    ]

    private static let manifest: [String: ModelSort] = [
        "ImportExportXml": ModelSort(
            element: "ImportExportXml", key: .attribute("languagecode"), attributes: ["generatedBy"],
            lists: [(["SolutionManifest", "LocalizedNames"], "name"), (["SolutionManifest", "RootComponents"], "RootComponent")]),
        "name": ModelSort(element: "LocalizedName", key: .attribute("languagecode"), attributes: ["description"]),
        "RootComponent": ModelSort(element: "RootComponent", key: .attribute("schemaName"), attributes: ["behavior"]),
    ]

    private static let choice: [String: ModelSort] = [
        "optionset": ModelSort(
            element: "optionset", key: .attribute("Name"), attributes: ["localizedName", "description"],
            fields: ["OptionSetType", "IsGlobal", "ExternalTypeName"], lists: [(["displaynames"], "displayname"), (["options"], "option")]),
        "displayname": ModelSort(element: "displayname", key: .attribute("languagecode"), attributes: ["description"]),
        "option": ModelSort(
            element: "option", key: .attribute("value"), attributes: ["Color", "ExternalValue"], lists: [(["labels"], "label")],
            isOrdered: true),
        "label": label,
    ]

    private static let role: [String: ModelSort] = [
        "Role": ModelSort(
            element: "Role", key: .attribute("id"), attributes: ["isinherited"], fields: ["IsCustomizable"],
            lists: [(["RolePrivileges"], "privilege")]),
        "privilege": ModelSort(element: "RolePrivilege", key: .attribute("name"), attributes: ["level"]),
    ]

    private static let relationships: [String: ModelSort] = [
        "EntityRelationships": ModelSort(element: "EntityRelationships", key: .attribute("file"), lists: [([], "relationship")]),
        "relationship": ModelSort(
            element: "EntityRelationship", key: .attribute("Name"),
            fields: ["EntityRelationshipType", "ReferencingEntityName", "CascadeAssign", "CascadeDelete", "CascadeShare"],
            lists: [(["RelationshipDescription", "Descriptions"], "description")]),
        "description": ModelSort(element: "Description", key: .attribute("languagecode"), attributes: ["description"]),
    ]

    private static let flow: [String: ModelSort] = [
        "flow": ModelSort(
            element: "flow", key: .member, fields: ["schemaVersion"],
            lists: [
                (["properties", "connectionReferences"], "connection"), (["properties", "definition", "actions"], "action"),
                (["properties", "definition", "triggers"], "trigger"),
            ]),
        "connection": ModelSort(element: "connection", key: .member, attributes: ["runtimeSource", "api"]),
        "trigger": ModelSort(element: "trigger", key: .member, attributes: ["type", "kind"]),
        "action": ModelSort(
            element: "action", key: .member, attributes: ["type", "expression", "description"],
            lists: [(["inputs"], "input"), (["runAfter"], "input")]),
        "input": ModelSort(element: "input", key: .member, attributes: ["body", "host", "path"]),
    ]
}

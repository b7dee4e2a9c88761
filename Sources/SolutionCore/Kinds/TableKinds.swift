// The table of kinds: tables (entities) and what belongs to them: columns, keys, forms, views, charts, relationships.

extension Subject {
    /// The platform makes it with each new table, called after that: who made a row, and whose it is.
    public func isMade(forTable address: String) -> Bool {
        guard kind == "relationship", let table = address.split(separator: "/").last.map({ $0.lowercased() }) else { return false }
        return systemRelationships.contains { Exact($0.0 + table + $0.1) == Exact(name.lowercased()) }
    }
}

private let systemRelationships = [
    ("lk_", "_createdby"), ("lk_", "_createdonbehalfby"), ("lk_", "_modifiedby"), ("lk_", "_modifiedonbehalfby"), ("owner_", ""),
    ("team_", ""),
    ("user_", ""), ("business_unit_", ""), ("transactioncurrency_", ""),
]

let tableKinds: [Kind] = [
    Kind(
        "entity", "table", codes: [1, "entity"], isListed: true, path: "Entities/Entity",
        places: [.file("Entities/{key}/Entity.xml", "Entity", names: ["key": "Name"], managedWins: true)],
        role: .table, naming: .logical, key: ["Name"],
        label: [
            "EntityInfo/entity/LocalizedNames/LocalizedName[languagecode]@description", "Name@LocalizedName",
            "Name@OriginalName",
        ],
        elements: [
            .set("attributes/attribute", "@PhysicalName"),
            .set("EntityKeys/EntityKey", "LogicalName|Name"),
            .set("EntityKeyAttributes/AttributeName", "."),
            .set("LookupTypes/LookupType", "."),
            .sequence("options/option", "@value"),
            .sequence("statuscodes/status", "@value"),
            .sequence("statecodes/state", "@value"),
            .sequence("statuses/status", "@value", noun: "status reason"),
            .sequence("states/state", "@value", noun: "status"),
            .noun("attribute/optionset", "choice"),
            .set("EntityMask/*", ".").repeatable,
            .noise("attribute/IsLogical", .platformDefault),
        ],
        references: [.makesTable("entity/EntitySetName")], impact: KindImpact(loses: .deletesTable)),
    Kind(
        "attribute", "column", codes: [2, "attribute"], in: "entity", path: "EntityInfo/entity/attributes/attribute",
        role: .column, naming: .logical, wholeMark: WholeMark(value: "Type", text: "primarykey"), key: ["@PhysicalName"],
        aliases: ["LogicalName|Name"],
        label: ["displaynames/displayname[languagecode]@description"],
        references: [.component("attribute/OptionSetName", "optionset")],
        payloads: [
            Payload(
                reference: "FormulaDefinitionFileName", prefix: "/Formulas/",
                target: "Entities/{owner}/Formulas/{file...}")
        ], impact: columnImpact),
    Kind(
        "key", "key", codes: [14, "entitykey"], in: "entity", path: "EntityInfo/entity/EntityKeys/EntityKey",
        key: ["LogicalName|Name"], label: ["displaynames/displayname[languagecode]@description"],
        references: [.column("EntityKeyAttributes/AttributeName")],
        impact: KindImpact(risks: [RiskRule("**/AttributeName/*", .touched, .keyChanged), RiskRule("", .new, .keyAdded)])),
    Kind(
        "form", "form", sorts: formSorts, codes: [60, 24, "systemform"], in: "entity", path: "FormXml/forms/systemform",
        places: [
            .file(
                "Entities/{owner}/FormXml/{type}/{key}[_managed].xml", "forms/systemform",
                names: ["type": "..@type", "key": "formid"])
        ],
        key: ["formid"], label: ["LocalizedNames/LocalizedName[languagecode]@description"],
        elements: formElements, references: formReferences,
        impact: KindImpact(
            mergesLayers: true,
            last: LastRule(value: "form/DisplayConditions@FallbackForm", text: "true", mark: "DisplayConditions", rule: .fallbackFormLost))),
    Kind(
        "view", "view", codes: [26, "savedquery"], in: "entity", path: "SavedQueries/savedqueries/savedquery",
        places: [
            .file(
                "Entities/{owner}/SavedQueries/{key}.xml", "savedqueries/savedquery", names: ["key": "savedqueryid"])
        ],
        key: ["savedqueryid"], label: ["LocalizedNames/LocalizedName[languagecode]@description", "name"],
        elements: queryElements, references: queryReferences),
    Kind(
        "chart", "chart", codes: [59, "savedqueryvisualization"], in: "entity", path: "Visualizations/visualization",
        places: [
            .file(
                "Entities/{owner}/Visualizations/{key}.xml", "visualization",
                names: ["key": "savedqueryvisualizationid"])
        ],
        key: ["savedqueryvisualizationid"],
        label: ["LocalizedNames/LocalizedName[languagecode]@description", "name"],
        elements: queryElements + [.set("fetch/entity/attribute", "@alias").repeatable],
        references: queryReferences),
    Kind(
        "hierarchy", "hierarchy rule", codes: [65, "hierarchyrule"], in: "entity",
        path: "HierarchyRules/hierarchyrule", key: ["hierarchyruleid"],
        label: ["LocalizedNames/LocalizedName[languagecode]@description", "name"]),
    Kind(
        "ribbon", "command bar", codes: [55, "ribbondiff"], in: "entity", path: "RibbonDiffXml",
        places: [.file("Entities/{owner}/RibbonDiff.xml", "RibbonDiffXml")], elements: ribbonElements, references: ribbonReferences,
        impact: KindImpact(mergesLayers: true)),
    Kind(
        "formula", "formula", in: "entity",
        places: [.content("Entities/{owner}/Formulas/{key}.xaml"), .content("Entities/{owner}/Formulas/{key}.yaml")],
        nameOrigin: .subject, key: ["@PhysicalName"]),
    Kind(
        "relationship", "relationship", codes: [10, 3, "entityrelationship"],
        path: "EntityRelationships/EntityRelationship",
        places: [
            .file(
                "Other/Relationships/{file}.xml", "EntityRelationships/EntityRelationship",
                names: ["file": "ReferencedEntityName|FirstEntityName"], index: "Other/Relationships.xml")
        ],
        key: ["@Name"], label: ["@Name"],
        elements: [
            // Both roles of a table with itself have one navigation property.
            .set(
                "EntityRelationshipRoles/EntityRelationshipRole", "RelationshipRoleType", "AssociationRoleOrdinal",
                noun: "role")
        ],
        references: [
            .makesTable("EntityRelationship/IntersectEntityName"),
            .table("EntityRelationship/ReferencingEntityName").loose.bond, .table("EntityRelationship/ReferencedEntityName").loose.bond,
            .table("EntityRelationship/FirstEntityName").loose.bond, .table("EntityRelationship/SecondEntityName").loose.bond,
            .column("EntityRelationship/ReferencingAttributeName", of: .beside("ReferencingEntityName")).bond,
        ],
        impact: KindImpact(
            loses: .deletesRelationship,
            link: LinkRule(
                table: "ReferencingEntityName", column: "ReferencingAttributeName", target: "ReferencedEntityName", rule: .targetRemoved))),
    Kind(
        "entitymap", "column mapping", codes: [46, "entitymap"], path: "EntityMaps/EntityMap",
        places: [.file("Other/EntityMaps.xml", "EntityMaps/EntityMap")],
        key: ["EntitySource", "EntityTarget"],
        elements: [.set("AttributeMaps/AttributeMap", "AttributeSource", "AttributeTarget")],
        references: [.table("EntityMap/EntitySource").loose.bond, .table("EntityMap/EntityTarget").loose.bond]),
    Kind(
        "entityimage", "table image", codes: [432, "entityimageconfig"], path: "EntityImageConfigs/EntityImageConfig",
        places: [.file("Other/Customizations.xml", "ImportExportXml/EntityImageConfigs/EntityImageConfig")],
        nameOrigin: .subject, key: ["parententitylogicalname"], label: ["primaryimageattribute"],
        references: [
            .table("EntityImageConfig/parententitylogicalname").loose.bond,
            .column("EntityImageConfig/primaryimageattribute", of: .beside("parententitylogicalname")).bond,
        ]),
    Kind(
        "attributeimage", "image column", codes: [431, "attributeimageconfig"],
        path: "AttributeImageConfigs/AttributeImageConfig",
        places: [.file("Other/Customizations.xml", "ImportExportXml/AttributeImageConfigs/AttributeImageConfig")],
        nameOrigin: .subject, key: ["parententitylogicalname", "attributelogicalname"], label: ["attributelogicalname"],
        references: [
            .table("AttributeImageConfig/parententitylogicalname").loose.bond,
            .column("AttributeImageConfig/attributelogicalname", of: .beside("parententitylogicalname")).bond,
        ]),
]

/// What is in the rows of a table, and what makes it fit no longer.
private let columnImpact = KindImpact(
    loses: .deletesColumn,
    risks: [
        RiskRule("Type", .differs, .typeChanged),
        RiskRule("MaxLength", .lower, .lengthReduced),
        RiskRule("Length", .lower, .lengthReduced),
        RiskRule("RequiredLevel", .raised(["none", "recommended", "required", "systemrequired"]), .levelRaised),
        RiskRule("DisplayMask", .word("PrimaryName"), .primaryNameChanged),
        RiskRule("**/LookupType/*", .gone, .targetRemoved),
    ] + RiskRule.options)

/// Forms are named after their table, or just 'Information': their sort tells them apart.
private let formSorts = Sorts(
    "..@type", capture: "type",
    [
        "main": "main form", "quick": "quick view form", "quickCreate": "quick create form", "card": "card form", "mobile": "mobile form",
        "mainInteractionCentric": "interactive form", "appointmentBook": "appointment form", "taskBasedForm": "task form",
        "dashboard": "dashboard", "interactioncentricdashboard": "interactive dashboard", "powerbi": "Power BI dashboard",
    ])

/// Forms and dashboards: tabs, sections and cells have ids; columns and rows are known only by the cells they hold.
let formElements: [ElementRule] = [
    .wrapper("systemform/form"),
    .wrapper("FormXml/forms/form"),
    .roaming("tabs/tab", "@id"),
    .roaming("sections/section", "@id"),
    .byContent("columns/column"),
    .byContent("rows/row"),
    .quiet("cell/labels"),
    .quiet("systemform/form/events"),
    .roaming("row/cell", "@id", noun: "field"),
    .sequence("cell/control", "@id").unique,
    .set("controlDescriptions/controlDescription", "@forControl", noun: "control"),
    .set("controlDescription/customControl", "@formFactor|@id", "@name", noun: "code component").repeatable,
    .set("events/event", "@name", "@attribute").repeatable,
    .sequence("Handlers/Handler", "@handlerUniqueId|@functionName", "@libraryName", noun: "handler").repeatable,
    .sequence("InternalHandlers/Handler", "@handlerUniqueId|@functionName", "@libraryName", noun: "handler").repeatable,
    .sequence("formLibraries/Library", "@name", noun: "library"),
    .set("dependencies/dependency", "@id").repeatable,
    .sequence("NavBar/NavBarByRelationshipItem", "@Id", "@RelationshipName"),
    .sequence("NavBarAreas/NavBarArea", "@Id"),
    .sequence("hiddencontrols/data", "@id"),
    .set("DisplayConditions/Role", "@Id"),
    .set("externaldependencies/dependency", "@id").repeatable,
]

/// Views and charts: FetchXML and its layout. A query may say a thing twice.
let queryElements: [ElementRule] = [
    .quiet("layoutxml"),
    .quiet("layoutxml/grid"),
    .quiet("grid/row"),
    .quiet("fetchxml"),
    .quiet("fetchxml/fetch"),
    .quiet("fetch/entity"),
    .set("entity/attribute", "@name", "@alias", noun: "fetched column").repeatable,
    .set("link-entity/attribute", "@name", "@alias", noun: "fetched column").repeatable,
    .sequence("entity/order", "@attribute", "@alias", noun: "sort order").repeatable,
    .sequence("link-entity/order", "@attribute", "@alias", noun: "sort order").repeatable,
    .set("entity/filter", "@type").repeatable,
    .set("filter/filter", "@type").repeatable,
    .set("filter/condition", "@attribute", "@operator", "@value", "@entityname", noun: "condition").repeatable,
    .set("condition/value", ".").repeatable,
    .set("entity/link-entity", "@alias", "@name", "@from", "@to", noun: "related table").repeatable,
    .set("link-entity/link-entity", "@alias", "@name", "@from", "@to", noun: "related table").repeatable,
    .sequence("row/cell", "@name", noun: "column").repeatable,
    .set("columnset/column", ".").repeatable,
]

let ribbonElements: [ElementRule] = [
    .set("CustomActions/CustomAction", "@Id"),
    .set("CustomActions/HideCustomAction", "@HideActionId", "@Id"),
    .set("CommandDefinitions/CommandDefinition", "@Id"),
    .set("EnableRules/EnableRule", "@Id"),
    .set("DisplayRules/DisplayRule", "@Id"),
    .set("TabDisplayRules/TabDisplayRule", "@TabCommand"),
    .set("LocLabels/LocLabel", "@Id"),
    .sequence("Controls/Button", "@Id"),
    .sequence("Actions/JavaScriptFunction", "@FunctionName", "@Library").repeatable,
    .sequence("JavaScriptFunction/CrmParameter", "@Name", "@Value").repeatable,
    .set("Templates/RibbonTemplates", "@Id"),
]

/// Where forms and dashboards name columns, tables, views and what else they show.
let formReferences: [ReferenceRule] = [
    .column("control@datafieldname", unless: "@relationship"),
    .column("hiddencontrols/data@datafieldname"),
    .column("event@attribute"),
    .column("dependencies/dependency@id"),
    .column("externaldependencies/dependency@id"),
    .component("formLibraries/Library@name", "webresource"),
    .component("Handler@libraryName", "webresource"),
    .component("internaljscriptfile@src", "webresource", spelling: .address),
    .component("parameters/Url", "webresource"),
    .table("parameters/TargetEntityType"),
    .component("parameters/ViewId", "view"),
    .component("parameters/DefaultViewId", "view"),
    .component("parameters/ViewIds", "view", spelling: .list),
    .component("parameters/AvailableViewIds", "view", spelling: .list),
    .component("parameters/VisualizationId", "chart"),
    .component("parameters/RelationshipName", "relationship").loose,
    .component("parameters/FilterRelationshipName", "relationship").loose,
    .component("NavBarByRelationshipItem@RelationshipName", "relationship").loose,
    .component("DisplayConditions/Role@Id", "role"),
]

/// Where views and charts name tables and columns.
let queryReferences: [ReferenceRule] = [
    .table("savedquery/returnedtypecode"),
    .table("visualization/primaryentitytypecode"),
    .component("visualization/webresourcename", "webresource"),
    .table("fetch/entity@name"),
    .table("link-entity@name"),
    .column("attribute@name", of: fetched),
    .column("order@attribute", of: fetched, unless: "@entityname|@alias"),
    .column("condition@attribute", of: fetched, unless: "@entityname"),
    .column("link-entity@from", of: .here("@name")),
    .column("link-entity@to", of: fetched),
    .column("row/cell@name"),
    .column("columnset/column"),
]

/// What a column in FetchXML is of.
private let fetched = ReferenceRule.Scope.around(["entity", "link-entity"], "@name")

/// Where command bars name scripts and images.
let ribbonReferences: [ReferenceRule] = [
    .component("JavaScriptFunction@Library", "webresource", spelling: .address).loose,
    .component("CustomRule@Library", "webresource", spelling: .address).loose,
    .component("*@Image16by16", "webresource", spelling: .address).loose,
    .component("*@Image32by32", "webresource", spelling: .address).loose,
    .component("*@ModernImage", "webresource", spelling: .address).loose,
]

// The table of kinds: tables (entities) and what belongs to them: columns, keys, forms, views, charts, relationships.

let tableKinds: [Kind] = [
    Kind(
        "entity", "table", codes: [1, "entity"], path: "Entities/Entity",
        places: [.file("Entities/{key}/Entity.xml", "Entity", names: ["key": "Name"], managedWins: true)],
        key: ["Name"],
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
            .set("EntityMask/*", "."),
            .noise("attribute/IsLogical", .platformDefault),
        ]),
    Kind(
        "attribute", "column", codes: [2, "attribute"], in: "entity", path: "EntityInfo/entity/attributes/attribute",
        key: ["@PhysicalName"], aliases: ["LogicalName|Name"],
        label: ["displaynames/displayname[languagecode]@description"],
        payloads: [
            Payload(
                reference: "FormulaDefinitionFileName", prefix: "/Formulas/",
                target: "Entities/{owner}/Formulas/{file...}")
        ]),
    Kind(
        "key", "key", codes: [14, "entitykey"], in: "entity", path: "EntityInfo/entity/EntityKeys/EntityKey",
        key: ["LogicalName|Name"], label: ["displaynames/displayname[languagecode]@description"]),
    Kind(
        "form", "form", codes: [60, 24, "systemform"], in: "entity", path: "FormXml/forms/systemform",
        places: [
            .file(
                "Entities/{owner}/FormXml/{type}/{key}[_managed].xml", "forms/systemform",
                names: ["type": "..@type", "key": "formid"])
        ],
        key: ["formid"], label: ["LocalizedNames/LocalizedName[languagecode]@description"],
        elements: formElements),
    Kind(
        "view", "view", codes: [26, "savedquery"], in: "entity", path: "SavedQueries/savedqueries/savedquery",
        places: [
            .file(
                "Entities/{owner}/SavedQueries/{key}.xml", "savedqueries/savedquery", names: ["key": "savedqueryid"])
        ],
        key: ["savedqueryid"], label: ["LocalizedNames/LocalizedName[languagecode]@description", "name"],
        elements: queryElements),
    Kind(
        "chart", "chart", codes: [59, "savedqueryvisualization"], in: "entity", path: "Visualizations/visualization",
        places: [
            .file(
                "Entities/{owner}/Visualizations/{key}.xml", "visualization",
                names: ["key": "savedqueryvisualizationid"])
        ],
        key: ["savedqueryvisualizationid"],
        label: ["LocalizedNames/LocalizedName[languagecode]@description", "name"],
        elements: queryElements + [.set("fetch/entity/attribute", "@alias")]),
    Kind(
        "hierarchy", "hierarchy rule", codes: [65, "hierarchyrule"], in: "entity",
        path: "HierarchyRules/hierarchyrule", key: ["hierarchyruleid"],
        label: ["LocalizedNames/LocalizedName[languagecode]@description", "name"]),
    Kind(
        "ribbon", "command bar", codes: [55, "ribbondiff"], in: "entity", path: "RibbonDiffXml",
        places: [.file("Entities/{owner}/RibbonDiff.xml", "RibbonDiffXml")], elements: ribbonElements),
    Kind(
        "formula", "formula", in: "entity",
        places: [.content("Entities/{owner}/Formulas/{key}.xaml"), .content("Entities/{owner}/Formulas/{key}.yaml")],
        key: ["@PhysicalName"]),
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
        ]),
    Kind(
        "entitymap", "column mapping", codes: [46, "entitymap"], path: "EntityMaps/EntityMap",
        places: [.file("Other/EntityMaps.xml", "EntityMaps/EntityMap")],
        key: ["EntitySource", "EntityTarget"],
        elements: [.set("AttributeMaps/AttributeMap", "AttributeSource", "AttributeTarget")]),
    Kind(
        "entityimage", "table image", codes: [432, "entityimageconfig"], path: "EntityImageConfigs/EntityImageConfig",
        places: [.file("Other/Customizations.xml", "ImportExportXml/EntityImageConfigs/EntityImageConfig")],
        key: ["parententitylogicalname"], label: ["primaryimageattribute"]),
    Kind(
        "attributeimage", "image column", codes: [431, "attributeimageconfig"],
        path: "AttributeImageConfigs/AttributeImageConfig",
        places: [.file("Other/Customizations.xml", "ImportExportXml/AttributeImageConfigs/AttributeImageConfig")],
        key: ["parententitylogicalname", "attributelogicalname"], label: ["attributelogicalname"]),
]

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
    .sequence("cell/control", "@id"),
    .set("controlDescriptions/controlDescription", "@forControl", noun: "control"),
    .set("controlDescription/customControl", "@formFactor|@id", "@name", noun: "code component"),
    .set("events/event", "@name", "@attribute"),
    .sequence("Handlers/Handler", "@handlerUniqueId|@functionName", "@libraryName", noun: "handler"),
    .sequence("InternalHandlers/Handler", "@handlerUniqueId|@functionName", "@libraryName", noun: "handler"),
    .sequence("formLibraries/Library", "@name", noun: "library"),
    .set("dependencies/dependency", "@id"),
    .sequence("NavBar/NavBarByRelationshipItem", "@Id", "@RelationshipName"),
    .sequence("NavBarAreas/NavBarArea", "@Id"),
    .sequence("hiddencontrols/data", "@id"),
    .set("DisplayConditions/Role", "@Id"),
    .set("externaldependencies/dependency", "@id"),
]

/// Views and charts: FetchXML and its layout.
let queryElements: [ElementRule] = [
    .quiet("layoutxml"),
    .quiet("layoutxml/grid"),
    .quiet("grid/row"),
    .quiet("fetchxml"),
    .quiet("fetchxml/fetch"),
    .quiet("fetch/entity"),
    .set("entity/attribute", "@name", "@alias", noun: "fetched column"),
    .set("link-entity/attribute", "@name", "@alias", noun: "fetched column"),
    .sequence("entity/order", "@attribute", "@alias", noun: "sort order"),
    .sequence("link-entity/order", "@attribute", "@alias", noun: "sort order"),
    .set("entity/filter", "@type"),
    .set("filter/filter", "@type"),
    .set("filter/condition", "@attribute", "@operator", "@value", "@entityname", noun: "condition"),
    .set("condition/value", "."),
    .set("entity/link-entity", "@alias", "@name", "@from", "@to", noun: "related table"),
    .set("link-entity/link-entity", "@alias", "@name", "@from", "@to", noun: "related table"),
    .sequence("row/cell", "@name", noun: "column"),
    .set("columnset/column", "."),
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
    .sequence("Actions/JavaScriptFunction", "@FunctionName", "@Library"),
    .sequence("JavaScriptFunction/CrmParameter", "@Name", "@Value"),
    .set("Templates/RibbonTemplates", "@Id"),
]

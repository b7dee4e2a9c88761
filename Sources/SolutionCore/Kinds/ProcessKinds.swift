// The table of kinds: flows, classic workflows, business rules and business process flows.

let processKinds: [Kind] = [
    Kind(
        "workflow", "process", plural: "processes",
        sorts: Sorts(
            "Category",
            [
                "0": "workflow", "1": "dialog", "2": "business rule", "3": "action", "4": "business process flow", "5": "cloud flow",
                "6": "desktop flow",
            ]),
        codes: [29, "workflow"], isListed: true, path: "Workflows/Workflow",
        places: [
            .file("Workflows/{file...}.data.xml", "Workflow", names: ["file": "XamlFileName|JsonFileName"])
        ],
        role: .process, key: ["@WorkflowId"], label: ["LocalizedNames/LocalizedName[languagecode]@description", "@Name"],
        elements: [
            .set("ProcessTriggers/ProcessTrigger", "@processtriggerid"),
            .set("labels/steplabels", "@id"),
            .set("steplabels/label", "@languagecode"),
            .values("Workflow/StateCode", ["0": "turned off", "1": "turned on"], noun: "state"),
        ] + flowElements,
        references: [
            .table("Workflow/PrimaryEntity").loose,
            // Steps of classic workflows.
            .table("*@EntityName").loose, .column("*@Attribute", of: .here("@EntityName")),
        ] + flowReferences,
        payloads: [.samePath("XamlFileName|JsonFileName")],
        impact: KindImpact(risks: [RiskRule("StateCode", .becomes("0"), .turnedOff)]))
]

/// A cloud flow's definition, in the words of its designer.
let flowElements: [ElementRule] = [
    .quiet("/properties"),
    .quiet("/properties/definition"),
    .quiet("actions"),
    .noun("actions/*", "action"),
    .quiet("triggers"),
    .noun("triggers/*", "trigger"),
    .quiet("cases"),
    .noun("cases/*", "case"),
    .quiet("definition/parameters"),
    .noun("definition/parameters/*", "parameter"),
    .quiet("connectionReferences"),
    .noun("connectionReferences/*", "connection"),
    .quiet("runAfter"),
    .noun("runAfter/*", "run after"),
]

/// Where a cloud flow names tables, by their own names and by those of their sets, columns, connections and other flows.
let flowReferences: [ReferenceRule] = [
    .table("parameters/entityName").loose,
    .table("parameters/subscriptionRequest~1entityname").loose,
    .column("parameters/*", of: .beside("entityName"), spelling: .member("item/")),
    .column("parameters/subscriptionRequest~1filteringattributes", of: .beside("subscriptionRequest/entityname"), spelling: .list),
    .component("connection/connectionReferenceLogicalName", "connectionreference"),
    .component("host/workflowReferenceName", "workflow"),
    .component("metadata/schemaName", "environmentvariable"),
]

// The table of kinds: flows, classic workflows, business rules and business process flows.

let processKinds: [Kind] = [
    Kind(
        "workflow", "process", plural: "processes", codes: [29, "workflow"], path: "Workflows/Workflow",
        places: [
            .file("Workflows/{file...}.data.xml", "Workflow", names: ["file": "XamlFileName|JsonFileName"])
        ],
        key: ["@WorkflowId"], label: ["LocalizedNames/LocalizedName[languagecode]@description", "@Name"],
        elements: [
            .set("ProcessTriggers/ProcessTrigger", "@processtriggerid"),
            .set("labels/steplabels", "@id"),
            .set("steplabels/label", "@languagecode"),
        ],
        payloads: [.samePath("XamlFileName|JsonFileName")])
]

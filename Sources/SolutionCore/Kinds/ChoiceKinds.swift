// The table of kinds: choices (option sets) and web resources.

let choiceKinds: [Kind] = [
    Kind(
        "optionset", "choice", codes: [9, "optionset"], isListed: true, path: "optionsets/optionset",
        places: [.file("OptionSets/{key}.xml", "optionset", names: ["key": "@Name"])], naming: .prefixed, key: ["@Name"],
        label: ["displaynames/displayname[languagecode]@description", "@localizedName"],
        elements: [.sequence("options/option", "@value"), .sequence("option/ExternalValues/ExternalValue", ".")],
        impact: KindImpact(risks: RiskRule.options)),
    Kind(
        "webresource", "web resource", codes: [61, "webresource"], isListed: true, path: "WebResources/WebResource",
        places: [.file("WebResources/{key...}.data.xml", "WebResource", names: ["key": "Name"])], key: ["Name"], aliases: ["WebResourceId"],
        label: ["DisplayName", "Name"],
        payloads: [Payload(reference: "FileName", target: "WebResources/{key...}", names: ["key": "Name"])]),
]

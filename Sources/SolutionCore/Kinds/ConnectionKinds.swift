// The table of kinds: what a solution is wired to: connections, connectors, environment variables, data providers, AI.

let connectionKinds: [Kind] = [
    Kind(
        "connectionreference", "connection reference", codes: ["connectionreference"],
        path: "connectionreferences/connectionreference",
        places: [.file("Other/Customizations.xml", "ImportExportXml/connectionreferences/connectionreference")],
        key: ["@connectionreferencelogicalname"], label: ["connectionreferencedisplayname"],
        impact: KindImpact(asks: AskRule(rule: .asksConnection, connector: "connectorid"))),
    Kind(
        "connector", "custom connector", codes: [372, 371, "connector"], isListed: true, path: "Connectors/Connector",
        places: [.file("Connectors/{key}.xml", "Connector", names: ["key": "name"])],
        key: ["name"], aliases: ["connectorid"], label: ["displayname"],
        payloads: [Payload(prefix: "/Connector/", target: "Connectors/{file...}")]),
    Kind(
        "environmentvariable", "environment variable", codes: [380, "environmentvariabledefinition"],
        places: [
            .file(
                "environmentvariabledefinitions/{key}/environmentvariabledefinition.xml",
                "environmentvariabledefinition")
        ],
        key: ["@schemaname"],
        label: ["displayname/label[languagecode]@description", "displayname@default"],
        impact: KindImpact(asks: AskRule(rule: .asksVariable, fallback: "defaultvalue"))),
    Kind(
        "environmentvariablevalue", "environment variable value", codes: [381, "environmentvariablevalue"],
        in: "environmentvariable",
        places: [.content("environmentvariabledefinitions/{owner}/environmentvariablevalues.json")]),
    Kind(
        "dataprovider", "virtual table data provider", path: "EntityDataProviders/EntityDataProvider",
        places: [.found("EntityDataProviders/{key}.xml", "EntityDataProvider")],
        key: ["EntityDataProviderId|entitydataproviderid|@Name|Name"], label: ["Name|name"]),
    Kind(
        "datasource", "virtual table data source", codes: [166, "datasourcemapping"],
        path: "EntityDataSources/EntityDataSource", places: [.found("EntityDataSources/{key}.xml", "EntityDataSource")],
        key: ["EntityDataSourceId|entitydatasourceid|Name"], label: ["Name|name"]),
    Kind(
        "aimodel", "AI model", codes: [401, "msdyn_aimodel"], path: "AIModels/AIModel",
        places: [.file("Other/Customizations.xml", "ImportExportXml/AIModels/AIModel")], key: ["msdyn_aimodelid"],
        label: ["msdyn_name"], elements: [.set("AIConfigurations/AIConfiguration", "msdyn_aiconfigurationid")]),
    Kind(
        "aiconfiguration", "AI configuration", codes: [402, "msdyn_aiconfiguration"], in: "aimodel",
        path: "AIConfigurations/AIConfiguration", key: ["msdyn_aiconfigurationid"], label: ["msdyn_name"]),
    Kind(
        "aitemplate", "AI project type", codes: [400, "msdyn_aitemplate"], path: "AITemplates/AITemplate",
        places: [.file("Other/Customizations.xml", "ImportExportXml/AITemplates/AITemplate")],
        key: ["msdyn_aitemplateid"], label: ["msdyn_uniquename|msdyn_name"]),
    Kind(
        "appaction", "command", codes: ["appaction"],
        places: [.file("appactions/{key}/appaction.xml", "appaction")], key: ["@uniquename"],
        label: ["buttonlabeltext/label[languagecode]@description", "buttonlabeltext@default", "name"]),
    Kind(
        "bot", "agent", codes: ["bot"], places: [.file("bots/{key}/bot.xml", "bot")], key: ["@schemaname"],
        label: ["name"]),
    Kind(
        "botcomponent", "agent component", codes: ["botcomponent"],
        places: [.file("botcomponents/{key}/botcomponent.xml", "botcomponent")], key: ["@schemaname"],
        label: ["name"]),
]

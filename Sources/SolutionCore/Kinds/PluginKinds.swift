// The table of kinds: code that runs on the server: assemblies, their types, steps and images, endpoints, custom APIs.

let pluginKinds: [Kind] = [
    Kind(
        "pluginassembly", "plug-in assembly", plural: "plug-in assemblies", codes: [91, "pluginassembly"], isListed: true,
        path: "SolutionPluginAssemblies/PluginAssembly",
        places: [.file("PluginAssemblies/{file...}.data.xml", "PluginAssembly", names: ["file": "FileName"])],
        carrier: "pluginpackage", nameOrigin: .code, key: ["@PluginAssemblyId|@FullName(unversioned)"], aliases: ["@FullName"],
        label: ["@FullName(unversioned)"],
        elements: [
            .set("PluginTypes/PluginType", "@PluginTypeId|@Name"),
            .noise("PluginAssembly@FullName", .assemblyStamp),
            .noise("PluginType@AssemblyQualifiedName", .assemblyStamp),
        ],
        payloads: [.samePath("FileName")], impact: KindImpact(risks: [RiskRule("@FullName", .release, .assemblyRenewed)])),
    Kind(
        "plugintype", "plug-in", codes: [90, "plugintype"], in: "pluginassembly", path: "PluginTypes/PluginType",
        nameOrigin: .code, key: ["@PluginTypeId|@Name"], aliases: ["@Name", "@AssemblyQualifiedName"], label: ["@Name"]),
    Kind(
        "step", "plug-in step", codes: [92, "sdkmessageprocessingstep"], isListed: true,
        path: "SdkMessageProcessingSteps/SdkMessageProcessingStep",
        places: [
            .file(
                "SdkMessageProcessingSteps/{key}.xml", "SdkMessageProcessingStep",
                names: ["key": "@SdkMessageProcessingStepId"])
        ],
        key: ["@SdkMessageProcessingStepId"], label: ["@Name"],
        elements: [
            .set(
                "SdkMessageProcessingStepImages/SdkMessageProcessingStepImage", "@SdkMessageProcessingStepImageId"),
            .noise("SdkMessageProcessingStep/PluginTypeName", .assemblyStamp, merge: .higher),
            .noise("SdkMessageProcessingStep/SdkMessageId", .environmentID, merge: .ours),
            .noise("SdkMessageProcessingStep/PluginTypeId", .environmentID, merge: .ours),
            .noise("SdkMessageProcessingStep/PluginTypeExportKey", .environmentID, merge: .ours),
            .noise("SdkMessageProcessingStep/ImpersonatingUserIdName", .environmentID, merge: .ours),
        ],
        references: [
            .table("SdkMessageProcessingStep/PrimaryEntity").loose,
            .column("SdkMessageProcessingStep/FilteringAttributes", of: .beside("PrimaryEntity"), spelling: .list),
        ], impact: KindImpact(risks: [RiskRule("StateCode", .becomes("1"), .turnedOff)])),
    Kind(
        "stepimage", "step image", codes: [93, "sdkmessageprocessingstepimage"], in: "step",
        path: "SdkMessageProcessingStepImages/SdkMessageProcessingStepImage",
        key: ["@SdkMessageProcessingStepImageId"], label: ["@Name", "Name"]),
    Kind(
        "serviceendpoint", "service endpoint", codes: [95, "serviceendpoint"], path: "ServiceEndpoints/ServiceEndpoint",
        places: [.file("PluginAssemblies/ServiceEndpoints.xml", "ServiceEndpoints/ServiceEndpoint")],
        key: ["@ServiceEndpointId|ServiceEndpointId"], aliases: ["@Name"], label: ["@Name", "Name"]),
    Kind(
        "sdkmessage", "message", codes: [201, "sdkmessage"], path: "SdkMessages/SdkMessage",
        places: [.found("SdkMessages/{key}.xml", "SdkMessage")], nameOrigin: .platform, key: ["SdkMessageId|@SdkMessageId|Name"],
        label: ["Name|@Name"]),
    Kind(
        "pluginpackage", "plug-in package", path: "",
        places: [.file("pluginpackages/{key}/pluginpackage.xml", "pluginpackage")], nameOrigin: .code, key: ["@uniquename"],
        label: ["name"]),
    Kind(
        "customapi", "custom API", places: [.file("customapis/{key}/customapi.xml", "customapi")],
        key: ["@uniquename"], label: ["displayname@default", "displayname/label[languagecode]@description", "name"],
        elements: [.noise("plugintypeid/plugintypeid", .environmentID, merge: .ours)]),
    Kind(
        "customapirequestparameter", "request parameter", in: "customapi",
        places: [
            .file(
                "customapis/{owner}/customapirequestparameters/{key}/customapirequestparameter.xml",
                "customapirequestparameter")
        ],
        key: ["@uniquename"], label: ["displayname@default", "name"]),
    Kind(
        "customapiresponseproperty", "response property", plural: "response properties", in: "customapi",
        places: [
            .file(
                "customapis/{owner}/customapiresponseproperties/{key}/customapiresponseproperty.xml",
                "customapiresponseproperty")
        ],
        key: ["@uniquename"], label: ["displayname@default", "name"]),
]

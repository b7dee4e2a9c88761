// The table of kinds: service rules, offline profiles, imports, and other kinds seldom met.
//
// Service level agreements and stored procedures are as measured. Of the others the packager's file names are not known, so their sections stay
// whole in `Other/Customizations.xml`; files with the two names that their neighbours have, `<Name>.xml` and `<Name>.meta.xml`, are read.

let serviceKinds: [Kind] = [
    Kind(
        "routingrule", "routing rule", codes: [150, 151, "routingrule"], path: "RoutingRules/RoutingRule",
        places: [.found("RoutingRules/{name}.meta.xml", "RoutingRule"), .found("RoutingRules/{name}.xml", "RoutingRule")],
        key: ["@RoutingRuleId|RoutingRuleId|routingruleid|@Name"], label: ["@Name", "Name|name"]),
    Kind(
        "sla", "service level agreement", codes: [152, 153, "sla"], path: "Slas/Sla",
        places: [.file("Slas/{name}.meta.xml", "Sla", names: ["name": "@Name|Name"])], key: ["@SLAId|SLAId"], label: ["@Name|Name"],
        elements: [.set("SlaItems/SlaItem", "@slaitemid|slaitemid", noun: "item")]),
    Kind(
        "convertrule", "record creation rule", codes: [154, 155, "convertrule"], path: "ConvertRules/ConvertRule",
        places: [.found("ConvertRules/{name}.meta.xml", "ConvertRule"), .found("ConvertRules/{name}.xml", "ConvertRule")],
        key: ["@ConvertRuleId|convertruleid|ConvertRuleId|@Name"], label: ["@Name", "Name|name"]),
    Kind(
        "offlineprofile", "mobile offline profile", codes: [161, 162, "mobileofflineprofile"],
        path: "MobileOfflineProfiles/MobileOfflineProfile",
        places: [
            .found("MobileOfflineProfiles/{name}.meta.xml", "MobileOfflineProfile"),
            .found("MobileOfflineProfiles/{name}.xml", "MobileOfflineProfile"),
        ],
        key: ["mobileofflineprofileid|MobileOfflineProfileId|@MobileOfflineProfileId|@Name"],
        label: ["name|Name|@Name"]),
    Kind(
        "similarityrule", "similarity rule", codes: [165, "similarityrule"], path: "SimilarityRules/SimilarityRule",
        key: ["similarityruleid|SimilarityRuleId"], label: ["name|Name"]),
    Kind(
        "duplicaterule", "duplicate detection rule", codes: [44, "duplicaterule"],
        path: "DuplicateDetectionRules/DuplicateRule", key: ["duplicateruleid|DuplicateRuleId"],
        label: ["name|Name"]),
    Kind(
        "importmap", "import map", codes: [208, "importmap"], path: "ImportMaps/ImportMap",
        places: [.found("ImportMaps/{name}.meta.xml", "ImportMap"), .found("ImportMaps/{name}.xml", "ImportMap")],
        key: ["@ImportMapId|importmapid|ImportMapId|@Name"],
        label: ["@Name", "Name|name"]),
    Kind(
        "serviceplan", "service plan", path: "ServicePlans/ServicePlan",
        places: [.found("ServicePlans/{key}.meta.xml", "ServicePlan"), .found("ServicePlans/{key}.xml", "ServicePlan")],
        key: ["ServicePlanId|serviceplanid|UniqueName|Name"],
        label: ["Name|name"]),
    Kind(
        "attributemapping", "synchronised column mapping",
        path: "SyncAttributeMappingProfiles/SyncAttributeMappingProfile",
        places: [
            .found("SyncAttributeMappingProfiles/{name}.meta.xml", "SyncAttributeMappingProfile"),
            .found("SyncAttributeMappingProfiles/{name}.xml", "SyncAttributeMappingProfile"),
        ],
        key: ["SyncAttributeMappingProfileId|@Name|Name"], label: ["Name|@Name"]),
    Kind(
        "storedprocedure", "stored procedure", path: "StoredProcedures/procedure",
        places: [.file("StoredProcedures/{key}.sql.data.xml", "procedure", names: ["key": "@name"])], key: ["@name"], label: ["@name"],
        payloads: [Payload(reference: "file", target: "StoredProcedures/{key}.sql", names: ["key": "@name"])]),
    Kind(
        "attachment", "attachment", codes: [35, "attachment"], path: "SolutionAttachments/SolutionAttachment",
        key: ["FileName|@FileName"], label: ["FileName|@FileName"]),
]

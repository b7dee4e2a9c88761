// The table of kinds: service rules, offline profiles, imports, and other kinds seldom met.

let serviceKinds: [Kind] = [
    Kind(
        "routingrule", "routing rule", codes: [150, 151, "routingrule"], path: "RoutingRules/RoutingRule",
        places: [.found("RoutingRules/{name}.xml", "RoutingRule")],
        key: ["@RoutingRuleId|RoutingRuleId|routingruleid|@Name"], label: ["@Name", "Name|name"]),
    Kind(
        "sla", "service level agreement", codes: [152, 153, "sla"], path: "SLAs/SLA",
        places: [.found("SLAs/{name}.xml", "SLA")], key: ["@SLAId|slaid|SLAId|@Name"], label: ["@Name", "Name|name"]),
    Kind(
        "convertrule", "record creation rule", codes: [154, 155, "convertrule"], path: "ConvertRules/ConvertRule",
        places: [.found("ConvertRules/{name}.xml", "ConvertRule")],
        key: ["@ConvertRuleId|convertruleid|ConvertRuleId|@Name"], label: ["@Name", "Name|name"]),
    Kind(
        "offlineprofile", "mobile offline profile", codes: [161, 162, "mobileofflineprofile"],
        path: "MobileOfflineProfiles/MobileOfflineProfile",
        places: [.found("MobileOfflineProfiles/{name}.xml", "MobileOfflineProfile")],
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
        places: [.found("ImportMaps/{name}.xml", "ImportMap")], key: ["@ImportMapId|importmapid|ImportMapId|@Name"],
        label: ["@Name", "Name|name"]),
    Kind(
        "serviceplan", "service plan", path: "ServicePlans/ServicePlan",
        places: [.found("ServicePlans/{key}.xml", "ServicePlan")], key: ["ServicePlanId|serviceplanid|UniqueName|Name"],
        label: ["Name|name"]),
    Kind(
        "attributemapping", "synchronised column mapping",
        path: "SyncAttributeMappingProfiles/SyncAttributeMappingProfile",
        places: [.found("SyncAttributeMappingProfiles/{name}.xml", "SyncAttributeMappingProfile")],
        key: ["SyncAttributeMappingProfileId|@Name|Name"], label: ["Name|@Name"]),
    Kind(
        "storedprocedure", "stored procedure", path: "StoredProcedures/StoredProcedure",
        places: [.content("StoredProcedures/{key}.sql")], key: ["Name|@Name"], label: ["Name|@Name"]),
    Kind(
        "attachment", "attachment", codes: [35, "attachment"], path: "SolutionAttachments/SolutionAttachment",
        key: ["FileName|@FileName"], label: ["FileName|@FileName"]),
]

// The table of kinds: the solution itself, and what its manifest lists.

let solutionKinds: [Kind] = [
    Kind(
        "solution", "solution",
        places: [
            .file("Other/Solution.xml", "ImportExportXml/SolutionManifest"),
            .file("solution.xml", "ImportExportXml/SolutionManifest"),
        ],
        role: .solution,
        label: ["LocalizedNames/LocalizedName[languagecode]@description", "UniqueName"],
        elements: [
            .set(
                "RootComponents/RootComponent", "@type", "@id", "@schemaName", "@parentId", merge: .derived,
                noun: "root component"),
            .set(
                "MissingDependencies/MissingDependency", "Required@type", "Required@schemaName", "Required@id",
                "Required@displayName", "Required@parentSchemaName", "Dependent@type", "Dependent@schemaName",
                "Dependent@id", "Dependent@displayName", "Dependent@parentSchemaName", merge: .derived,
                noun: "missing dependency"
            ).repeatable,
            .quiet("MissingDependency/Required"),
            .quiet("MissingDependency/Dependent"),
            .set("Required/package", ".(unversioned)").repeatable,
            .noise("Required/package", .versionStamp, merge: .higher),
            .set("Addresses/Address", "AddressNumber"),
            .merge("SolutionManifest/Version", .higher),
            .noise("Required@solution", .versionStamp, merge: .higher),
            .noise("Dependent@solution", .versionStamp, merge: .higher),
            .noise("Required@key", .renumberedKey, merge: .ours),
            .noise("Dependent@key", .renumberedKey, merge: .ours),
        ],
        sortings: [
            Sorting("RootComponents", "@type", "@schemaName", "@id"),
            Sorting("MissingDependencies", "Required@type", "Required@schemaName"),
        ], impact: KindImpact(risks: [RiskRule("RootComponent/**/@behavior", .raised(["0", "1", "2"]), .behaviourNarrowed)])),
    Kind(
        "language", "language", path: "Languages/Language",
        places: [.file("Other/Customizations.xml", "ImportExportXml/Languages/Language")], key: ["."], label: ["."]),
]

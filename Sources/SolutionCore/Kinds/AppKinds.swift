// The table of kinds: apps and what people see in them: model-driven and canvas apps, site maps, dashboards, controls.

let appKinds: [Kind] = [
    Kind(
        "app", "model-driven app", codes: [80, "appmodule"], isListed: true, path: "AppModules/AppModule",
        places: [
            .file(
                "AppModules/{key}/AppModule[_managed].xml", "AppModule", names: ["key": "UniqueName"], isBare: true)
        ], key: ["UniqueName"],
        label: ["LocalizedNames/LocalizedName[languagecode]@description", "UniqueName"],
        elements: [
            .set(
                "AppModuleComponents/AppModuleComponent", "@type", "@id", "@schemaName", merge: .derived, noun: "component"),
            .set("AppModuleRoleMaps/Role", "@id", noun: "role"),
            .set("appelements/appelement", "@uniquename"),
            .set("appsettings/appsetting", "@uniquename"),
        ],
        references: [
            .coded("AppModuleComponent@schemaName", by: "@type"), .coded("AppModuleComponent@id", by: "@type"),
            .component("AppModuleRoleMaps/Role@id", "role"),
        ],
        sortings: [Sorting("AppModuleComponents", "@type", "@schemaName")], impact: KindImpact(mergesLayers: true)),
    Kind(
        "appsitemap", "site map", codes: [62, "sitemap"], isListed: true, path: "AppModuleSiteMaps/AppModuleSiteMap",
        places: [
            .file(
                "AppModuleSiteMaps/{key}/AppModuleSiteMap[_managed].xml", "AppModuleSiteMap",
                names: ["key": "SiteMapUniqueName"])
        ],
        key: ["SiteMapUniqueName"],
        label: ["LocalizedNames/LocalizedName[languagecode]@description", "SiteMapUniqueName"],
        elements: siteMapElements, references: siteMapReferences, impact: KindImpact(mergesLayers: true)),
    Kind(
        "sitemap", "site map", codes: [62, "sitemap"], path: "SiteMap/SiteMap",
        places: [.file("Other/SiteMap[_managed].xml", "SiteMap/SiteMap")], elements: siteMapElements,
        references: siteMapReferences, impact: KindImpact(mergesLayers: true)),
    Kind(
        "globalribbon", "application ribbon", codes: [50, "ribboncustomization"], path: "RibbonDiffXml",
        places: [.file("Other/RibbonCustomization.xml", "RibbonDiffXml")], elements: ribbonElements, references: ribbonReferences,
        impact: KindImpact(mergesLayers: true)),
    Kind(
        "canvasapp", "canvas app", codes: [300, "canvasapp"], isListed: true, path: "CanvasApps/CanvasApp",
        places: [.file("CanvasApps/{key}.meta.xml", "CanvasApp", names: ["key": "Name"], hasOthers: true)], key: ["Name"],
        label: ["DisplayName", "Name"],
        elements: [
            .noise("CanvasApp/AppVersion", .canvasStamp, merge: .higher),
            .noise("CanvasApp/CreatedByClientVersion", .canvasStamp, merge: .higher),
            .noise("CanvasApp/MinClientVersion", .canvasStamp, merge: .higher),
            .noise("Tags/sienaVersion", .canvasStamp, merge: .ours),
            .noise("Tags/publisherVersion", .canvasStamp, merge: .higher),
            .noise("CanvasApp/DocumentUri", .canvasStamp, merge: .ours),
            .noise("CanvasApp/BackgroundImageUri", .canvasStamp, merge: .ours),
            .noise("AdditionalUris/AdditionalUri", .canvasStamp, merge: .ours),
            .noise("ConnectionReferences/*/iconUri", .canvasStamp, merge: .ours),
            .noise("parameterHints/workflowName/value", .environmentID, merge: .ours),
            .noun("CanvasApp/ConnectionReferences/*", "connection"),
            .quiet("CanvasApp/ConnectionReferences"),
            .lists("CanvasApp/ConnectionReferences"),
            .lists("CanvasApp/DatabaseReferences"),
            .lists("CanvasApp/AuthorizationReferences"),
            .lists("CanvasApp/AppComponents"),
            .lists("CanvasApp/AppComponentDependencies"),
            .lists("CanvasApp/CdsDependencies"),
            .noun("CanvasApp/DatabaseReferences/*", "database"),
            .quiet("CanvasApp/DatabaseReferences"),
        ]),
    Kind(
        "dashboard", "dashboard", codes: [60, "systemform"], isListed: true, path: "Dashboards/Dashboard",
        places: [.file("Dashboards/{key}.xml", "Dashboard", names: ["key": "FormId"])], key: ["FormId"],
        label: ["LocalizedNames/LocalizedName[languagecode]@description"], elements: formElements, references: formReferences),
    Kind(
        "interactivedashboard", "interactive dashboard", codes: [60, "systemform"], isListed: true,
        path: "InteractionCentricDashboards/InteractionCentricDashboard",
        places: [
            .file(
                "InteractionCentricDashboards/{key}.xml", "InteractionCentricDashboard", names: ["key": "FormId"])
        ],
        key: ["FormId"], label: ["LocalizedNames/LocalizedName[languagecode]@description"], elements: formElements,
        references: formReferences),
    Kind(
        "control", "code component", codes: [66, "customcontrol"], isListed: true, path: "CustomControls/CustomControl",
        places: [.file("Controls/{file...}.data.xml", "CustomControl", names: ["file": "FileName"], hasOthers: true)],
        nameOrigin: .code, key: ["Name"],
        label: ["Name"],
        elements: [
            .set("control/property", "@name"),
            .set("control/data-set", "@name"),
            .set("resources/*", "@path"),
            .noise("control@version", .assemblyStamp, merge: .higher),
            .noise("built-by@version", .assemblyStamp, merge: .higher),
            .noise("control@api-version", .assemblyStamp, merge: .higher),
        ],
        payloads: [.samePath("FileName")]),
    Kind(
        "complexcontrol", "business process control", codes: [64, "complexcontrol"],
        path: "ComplexControls/ComplexControl",
        places: [.found("ComplexControls/{key}.meta.xml", "ComplexControl"), .found("ComplexControls/{key}.xml", "ComplexControl")],
        nameOrigin: .code, key: ["Name|ComplexControlId"], label: ["Name"]),
    Kind(
        "controldefault", "control default", codes: [68, "customcontroldefaultconfig"],
        path: "CustomControlDefaultConfigs/CustomControlDefaultConfig",
        nameOrigin: .subject, key: ["PrimaryEntityTypeCode|CustomControlDefaultConfigId"], label: ["PrimaryEntityTypeCode"]),
    Kind(
        "dialog", "dialog", path: "Dialogs/Dialog", places: [.found("Dialogs/{key}.xml", "Dialog")], key: ["FormId"],
        label: ["LocalizedNames/LocalizedName[languagecode]@description"], elements: formElements, references: formReferences),
    Kind(
        "webwizard", "web wizard", codes: [210, "webwizard"], path: "WebWizards/WebWizard",
        places: [.found("WebWizards/{key}.meta.xml", "WebWizard"), .found("WebWizards/{key}.xml", "WebWizard")],
        key: ["webwizardid|WebWizardId"], label: ["name|Name"]),
]

/// Areas, groups and subareas: the order is the navigation people see.
let siteMapElements: [ElementRule] = [
    .sequence("SiteMap/Area", "@Id", noun: "area"),
    .sequence("Area/Group", "@Id", noun: "group"),
    .sequence("Group/SubArea", "@Id", noun: "subarea"),
    .sequence("SubArea/Privilege", "@Entity", "@Privilege"),
]

let siteMapReferences: [ReferenceRule] = [
    .table("SubArea@Entity"),
    .table("SubArea/Privilege@Entity"),
    .component("SubArea@Url", "webresource", spelling: .address),
    .component("SubArea@Icon", "webresource", spelling: .address).loose,
    .component("SubArea@VectorIcon", "webresource", spelling: .address).loose,
    .component("Area@Icon", "webresource", spelling: .address).loose,
    .component("Area@VectorIcon", "webresource", spelling: .address).loose,
]

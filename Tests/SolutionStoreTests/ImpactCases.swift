// The rules of imports, each with an edit of a real package that it is about, and an edit beside it that it is not about.

import SolutionCore

/// One edit of one file of a package: a text behind a mark becomes another. Without `old` the file goes.
struct ImpactEdit: Sendable {
    let file: String
    var mark = ""
    var old = ""
    var new = ""
}

struct ImpactCase: Sendable, CustomStringConvertible {
    let rule: ImpactRule
    var package = "repacked_BusinessApprovalKit"
    var mode = ImpactMode.upgrade
    /// Done to both states before.
    var first: [ImpactEdit] = []
    let fires: [ImpactEdit]
    /// Done instead of those; the rule must then say nothing.
    let calm: [ImpactEdit]
    /// What the line's address has in it.
    var address = ""

    var description: String { "\(rule.rawValue) \(address)" }
}

private let manifest = "Other/Solution.xml"
private let approver = "Entities/cat_BusinessApprover/Entity.xml"
private let choice = "OptionSets/cat_bizappr_operand.xml"
private let fallback = "cat_BusinessApprovalNodeReminder/FormXml/main/{8d4f9e71-febc-4d74-a7d5-ecfe2c0d96b7}_managed.xml"
private let relationships = "Other/Relationships/cat_BusinessApprover.xml"
private let role = "Roles/Column-level security sample role.xml"
private let columnSecurity = "ColumnLevelSecuritySampleSolution_1_0_0_0"
private let flow = "BACoreApprovalTime-out-A696980C-5FD0-EC11-A7B5-0022486DABEE.json.data.xml"
private let name = "PhysicalName=\"cat_Name\""
private let version = "<Version>0.0.0.0<"
private let label = "displayname description=\"Name\""

/// An edit of the same file that nobody minds.
private let renamed = ImpactEdit(file: approver, old: label, new: "displayname description=\"Called\"")

let impactCases: [ImpactCase] = [
    // Refused.
    ImpactCase(
        rule: .versionEqual, fires: [], calm: [ImpactEdit(file: manifest, old: version, new: "<Version>0.0.0.1<")], address: "solution"),
    ImpactCase(
        rule: .versionLower, first: [ImpactEdit(file: manifest, old: version, new: "<Version>2.0.0.0<")],
        fires: [ImpactEdit(file: manifest, old: "<Version>2.0.0.0<", new: "<Version>1.9.9.9<")],
        calm: [ImpactEdit(file: manifest, old: "<Version>2.0.0.0<", new: "<Version>2.0.0.10<")]),
    ImpactCase(
        rule: .managedFlag, fires: [ImpactEdit(file: manifest, old: "<Managed>1", new: "<Managed>0")],
        calm: [ImpactEdit(file: manifest, old: version, new: "<Version>3.0<")]),
    ImpactCase(
        rule: .publisherDiffers, fires: [ImpactEdit(file: manifest, old: "<UniqueName>catteam", new: "<UniqueName>dogteam")],
        calm: [ImpactEdit(file: manifest, old: "\"catteam\"", new: "\"dogteam\"")]),
    ImpactCase(
        rule: .patchVersion, mode: .patch,
        fires: [
            ImpactEdit(file: manifest, old: "BusinessApprovalKit<", new: "BusinessApprovalKit_Patch_0a1b<"),
            ImpactEdit(file: manifest, old: version, new: "<Version>0.1.0.0<"),
        ],
        calm: [
            ImpactEdit(file: manifest, old: "BusinessApprovalKit<", new: "BusinessApprovalKit_Patch_0a1b<"),
            ImpactEdit(file: manifest, old: version, new: "<Version>0.0.1.0<"),
        ]),
    ImpactCase(
        rule: .patchParent, mode: .patch,
        fires: [ImpactEdit(file: manifest, old: "BusinessApprovalKit<", new: "OtherKit_Patch_0a1b<")],
        calm: [ImpactEdit(file: manifest, old: "BusinessApprovalKit<", new: "BusinessApprovalKit_Patch_0a1b<")]),

    // Deleted.
    ImpactCase(
        rule: .deletesTable, fires: [ImpactEdit(file: approver)], calm: [renamed], address: "entity/cat_businessapprover"),
    ImpactCase(
        rule: .deletesColumn, fires: [ImpactEdit(file: approver, mark: "cat_ApproverId\"", old: "PhysicalName", new: "")],
        calm: [renamed], address: "entity/cat_businessapprover/attribute/cat_approverid"),
    ImpactCase(rule: .deletesRelationship, fires: [ImpactEdit(file: relationships)], calm: [renamed], address: "relationship/"),
    ImpactCase(
        rule: .deletesOption, fires: [ImpactEdit(file: choice, mark: "809060003", old: "<option", new: "")],
        calm: [ImpactEdit(file: choice, old: "Starts With", new: "Begins With")], address: "optionset/cat_bizappr_operand/option/809060003"),
    ImpactCase(rule: .deletesComponent, fires: [ImpactEdit(file: flow)], calm: [renamed], address: "workflow/a696980c"),
    ImpactCase(
        rule: .removesLayer,
        first: [ImpactEdit(file: manifest, mark: "cat_businessapprover\"", old: "behavior=\"0\"", new: "behavior=\"2\"")],
        fires: [ImpactEdit(file: approver)], calm: [renamed], address: "entity/cat_businessapprover"),
    ImpactCase(
        rule: .leavesManifest,
        first: [
            ImpactEdit(file: manifest, old: "<RootComponents>", new: "<RootComponents><RootComponent type=\"61\" schemaName=\"x_y.js\" />")
        ],
        fires: [ImpactEdit(file: manifest, old: "<RootComponent type=\"61\" schemaName=\"x_y.js\" />", new: "")],
        calm: [
            ImpactEdit(
                file: manifest, old: "<RootComponent type=\"1\" schemaName=\"cat_businessapprover\" behavior=\"0\" />", new: "")
        ], address: "webresource/x_y.js"),

    // Left behind, added, changed.
    ImpactCase(rule: .updateKeeps, mode: .update, fires: [ImpactEdit(file: flow)], calm: [renamed], address: "workflow/a696980c"),
    ImpactCase(rule: .unmanagedKeeps, mode: .unmanaged, fires: [ImpactEdit(file: flow)], calm: [renamed], address: "workflow/a696980c"),
    ImpactCase(rule: .patchKeeps, mode: .patch, fires: [ImpactEdit(file: flow)], calm: [renamed], address: "workflow/a696980c"),
    ImpactCase(
        rule: .addsComponent, fires: [ImpactEdit(file: approver, mark: "</attributes>", old: "</attributes>", new: newColumn)],
        calm: [renamed],
        address: "attribute/cat_new"),
    ImpactCase(
        rule: .joinsManifest,
        fires: [
            ImpactEdit(file: manifest, old: "<RootComponents>", new: "<RootComponents><RootComponent type=\"61\" schemaName=\"x_y.js\" />")
        ],
        calm: [ImpactEdit(file: manifest, old: version, new: "<Version>3.0<")], address: "webresource/x_y.js"),
    ImpactCase(
        rule: .changesComponent, fires: [renamed], calm: [ImpactEdit(file: manifest, old: version, new: "<Version>3.0<")],
        address: "attribute/cat_name"),
    ImpactCase(
        rule: .mergesLayers, fires: [ImpactEdit(file: fallback, old: "FallbackForm=\"true\"", new: "FallbackForm=\"false\"")],
        calm: [renamed], address: "entity/cat_businessapprovalnodereminder/form"),

    // Risky.
    ImpactCase(
        rule: .typeChanged, fires: [ImpactEdit(file: approver, mark: name, old: "<Type>nvarchar", new: "<Type>ntext")],
        calm: [ImpactEdit(file: approver, mark: name, old: "<Format>text", new: "<Format>email")], address: "cat_name"),
    ImpactCase(
        rule: .lengthReduced, fires: [ImpactEdit(file: approver, mark: name, old: "<MaxLength>100", new: "<MaxLength>99")],
        calm: [ImpactEdit(file: approver, mark: name, old: "<MaxLength>100", new: "<MaxLength>1000")], address: "cat_name"),
    ImpactCase(
        rule: .levelRaised,
        fires: [ImpactEdit(file: approver, mark: "\"cat_Delegate\"", old: "<RequiredLevel>none", new: "<RequiredLevel>required")],
        calm: [ImpactEdit(file: approver, mark: name, old: "<RequiredLevel>required", new: "<RequiredLevel>none")], address: "cat_delegate"),
    ImpactCase(
        rule: .optionRemoved, fires: [ImpactEdit(file: choice, mark: "809060003", old: "<option", new: "")],
        calm: [ImpactEdit(file: choice, old: "809060003", new: "809069999")], address: "option/809060003"),
    ImpactCase(
        rule: .optionRenumbered, fires: [ImpactEdit(file: choice, old: "809060003", new: "809069999")],
        calm: [ImpactEdit(file: choice, mark: "809060003", old: "<option", new: "")], address: "option/809060003"),
    ImpactCase(
        rule: .targetRemoved,
        fires: [ImpactEdit(file: relationships, mark: "<ReferencingAttributeName>cat_Approver<", old: "<EntityRelationship ", new: "")],
        calm: [
            ImpactEdit(
                file: relationships, mark: "<IntersectEntityName>cat_BusinessApprovalNode_Approver", old: "<EntityRelationship ", new: "")
        ], address: "entity/cat_businessapprovalinstance/attribute/cat_approver"),
    ImpactCase(
        rule: .keyChanged,
        fires: [ImpactEdit(file: approver, mark: "<EntityKey>", old: "<AttributeName>cat_approverid", new: "<AttributeName>cat_name")],
        calm: [ImpactEdit(file: approver, old: "\"key_ApproverId\"", new: "\"Key\"")], address: "key/cat_key_approverid"),
    ImpactCase(
        rule: .keyAdded, fires: [ImpactEdit(file: approver, old: "</EntityKeys>", new: newKey + "</EntityKeys>")],
        calm: [ImpactEdit(file: approver, old: "\"key_ApproverId\"", new: "\"Key\"")], address: "key/cat_new"),
    ImpactCase(
        rule: .primaryNameChanged, fires: [ImpactEdit(file: approver, mark: name, old: "PrimaryName|", new: "")],
        calm: [ImpactEdit(file: approver, mark: name, old: "|RequiredForForm", new: "")], address: "cat_name"),
    ImpactCase(
        rule: .privilegeWidened, package: columnSecurity, first: [ImpactEdit(file: role, old: "level=\"Global\"", new: "level=\"Basic\"")],
        fires: [ImpactEdit(file: role, old: "level=\"Basic\"", new: "level=\"Deep\"")],
        calm: [ImpactEdit(file: role, old: "level=\"Global\"", new: "level=\"Local\"")], address: "role/"),
    ImpactCase(
        rule: .privilegeWidened, package: columnSecurity,
        fires: [ImpactEdit(file: role, old: "<RolePrivileges>", new: "<RolePrivileges><RolePrivilege name=\"prvNew\" level=\"Basic\" />")],
        calm: [ImpactEdit(file: role, old: "<RolePrivilege name=\"prvAppendsample_Example\" level=\"Global\" />", new: "")],
        address: "role/"),
    ImpactCase(
        rule: .privilegeWidened, package: columnSecurity,
        fires: [ImpactEdit(file: "FieldSecurityProfiles.xml", old: "<CanUpdate>0", new: "<CanUpdate>4")],
        calm: [ImpactEdit(file: "FieldSecurityProfiles.xml", old: "<CanUpdate>4", new: "<CanUpdate>0")], address: "fieldsecurityprofile/"),
    ImpactCase(
        rule: .assemblyRenewed,
        fires: [ImpactEdit(file: "EvaluateRuntimeNodeMessage.dll.data.xml", old: "Version=1.0.0.0", new: "Version=1.1.0.0")],
        calm: [ImpactEdit(file: "EvaluateRuntimeNodeMessage.dll.data.xml", old: "Version=1.0.0.0", new: "Version=1.0.7.9")],
        address: "pluginassembly/"),
    ImpactCase(
        rule: .turnedOff, fires: [ImpactEdit(file: flow, old: "<StateCode>1", new: "<StateCode>0")],
        calm: [ImpactEdit(file: flow, old: "<OnDemand>0", new: "<OnDemand>1")], address: "workflow/a696980c"),
    ImpactCase(
        rule: .turnedOff, package: "ArchitectureReview_1_0_0_43",
        fires: [ImpactEdit(file: "SdkMessageProcessingSteps/{0fb31741", old: "<IsHidden>", new: "<StateCode>1</StateCode><IsHidden>")],
        calm: [ImpactEdit(file: "SdkMessageProcessingSteps/{0fb31741", old: "<IsHidden>", new: "<StateCode>0</StateCode><IsHidden>")],
        address: "step/"),
    ImpactCase(
        rule: .behaviourNarrowed,
        fires: [ImpactEdit(file: manifest, mark: "cat_businessapprover\"", old: "behavior=\"0\"", new: "behavior=\"1\"")],
        calm: [ImpactEdit(file: manifest, old: version, new: "<Version>3.0<")], address: "cat_businessapprover"),
    ImpactCase(
        rule: .fallbackFormLost, fires: [ImpactEdit(file: fallback, old: "FallbackForm=\"true\"", new: "FallbackForm=\"false\"")],
        calm: [ImpactEdit(file: fallback, old: "FallbackForm=\"true\"", new: "FallbackForm=\"true\" Other=\"1\"")],
        address: "entity/cat_businessapprovalnodereminder"),
    ImpactCase(
        rule: .fallbackFormLost, fires: [ImpactEdit(file: fallback)], calm: [ImpactEdit(file: flow)],
        address: "entity/cat_businessapprovalnodereminder"),
    ImpactCase(
        rule: .propertyTightened, fires: [ImpactEdit(file: approver, mark: name, old: "<IsCustomizable>1", new: "<IsCustomizable>0")],
        calm: [ImpactEdit(file: approver, mark: name, old: "<IsAuditEnabled>1", new: "<IsAuditEnabled>0")], address: "cat_name"),

    // Asked for, needed, brought along.
    ImpactCase(
        rule: .asksConnection, fires: [],
        calm: [ImpactEdit(file: "Other/Customizations.xml", old: "cat_BusinessApprovalKitApprovals", new: "cat_x")],
        address: "connectionreference/cat_BusinessApprovalKitApprovals"),
    ImpactCase(
        rule: .asksVariable,
        fires: [
            ImpactEdit(file: "cat_OutOfOfficeCheckDays/environmentvariabledefinition.xml", old: "<defaultvalue>0", new: "<defaultvalue>")
        ],
        calm: [
            ImpactEdit(file: "cat_OutOfOfficeCheckDays/environmentvariabledefinition.xml", old: "<defaultvalue>0", new: "<defaultvalue>7")
        ],
        address: "environmentvariable/cat_OutOfOfficeCheckDays"),
    ImpactCase(
        rule: .asksVariable, fires: [ImpactEdit(file: "cat_ApprovalKitOrgUrl/environmentvariablevalues.json")], calm: [],
        address: "environmentvariable/cat_ApprovalKitOrgUrl"),
    ImpactCase(
        rule: .needsSolution, fires: [],
        calm: [ImpactEdit(file: manifest, old: "msdyn_FlowApprovalsCore (2.0.4.8)", new: "Active")],
        address: "solution/msdyn_FlowApprovalsCore"),
    ImpactCase(
        rule: .needsUnmanaged, package: columnSecurity,
        fires: [ImpactEdit(file: manifest, old: "msft_ColumnLevelSecurityData (1.2.0.28)", new: "Active")],
        calm: [], address: "solution/Active"),
    ImpactCase(
        rule: .carriesValue, fires: [], calm: [ImpactEdit(file: "cat_ApprovalKitOrgUrl/environmentvariablevalues.json")],
        address: "environmentvariable/cat_ApprovalKitOrgUrl"),
]

private let newColumn =
    "<attribute PhysicalName=\"cat_New\"><Type>bit</Type><Name>cat_new</Name><LogicalName>cat_new</LogicalName></attribute></attributes>"
private let newKey = """
    <EntityKey><Name>cat_new</Name><LogicalName>cat_new</LogicalName><EntityKeyAttributes><AttributeName>cat_name</AttributeName>\
    </EntityKeyAttributes></EntityKey>
    """

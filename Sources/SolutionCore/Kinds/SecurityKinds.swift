// The table of kinds: who may do what: roles, column security, access teams, connection roles.

let securityKinds: [Kind] = [
    Kind(
        "role", "security role", codes: [20, "role"], isListed: true, path: "Roles/Role",
        places: [.file("Roles/{name}.xml", "Role", names: ["name": "@name"])], key: ["@id"], aliases: ["@name"], label: ["@name"],
        elements: [
            .set("RolePrivileges/RolePrivilege", "@name", merge: .derived, noun: "privilege"),
            .values(
                "RolePrivilege@level",
                ["Basic": "User", "Local": "Business unit", "Deep": "Parent and child", "Global": "Organization"], noun: "access level"),
        ],
        references: [.table("RolePrivilege@name", spelling: .privilege).loose],
        impact: KindImpact(risks: [
            RiskRule("RolePrivilege/*", .new, .privilegeWidened),
            RiskRule("RolePrivilege/*/@level", .raised(["basic", "local", "deep", "global"]), .privilegeWidened),
        ])),
    Kind(
        "fieldsecurityprofile", "column security profile", codes: [70, "fieldsecurityprofile"], isListed: true,
        path: "FieldSecurityProfiles/FieldSecurityProfile",
        places: [.file("Other/FieldSecurityProfiles.xml", "FieldSecurityProfiles/FieldSecurityProfile")],
        key: ["@fieldsecurityprofileid"], aliases: ["@name"], label: ["@name"],
        elements: [.set("FieldPermissions/FieldPermission", "EntityName", "AttributeName", noun: "permission")],
        references: [
            .table("FieldPermission/EntityName").loose, .column("FieldPermission/AttributeName", of: .beside("EntityName")),
        ], impact: KindImpact(risks: [RiskRule("FieldPermission/*/Can*", .raised(["0", "4"]), .privilegeWidened)])),
    Kind(
        "connectionrole", "connection role", codes: [63, "connectionrole"], isListed: true,
        path: "ConnectionRoles/ConnectionRoles/ConnectionRole",
        places: [.file("Other/ConnectionRoles.xml", "ConnectionRoles/ConnectionRoles/ConnectionRole")],
        key: ["connectionroleid"], label: ["LocalizedNames/LocalizedName[languagecode]@description", "name"],
        elements: [.set("ConnectionRoleObjectTypeCodes/ConnectionRoleObjectTypeCode", "associatedobjecttypecode")]),
    Kind(
        "teamtemplate", "access team template", path: "TeamTemplates/TeamTemplate",
        places: [.found("Other/TeamTemplates.xml", "TeamTemplates/TeamTemplate")],
        key: ["TeamTemplateId|teamtemplateid"], label: ["TeamTemplateName|teamtemplatename"]),
    Kind(
        "channelaccessprofile", "channel access profile", path: "ChannelAccessProfiles/ChannelAccessProfile",
        places: [.found("ChannelAccessProfiles/{key}.xml", "ChannelAccessProfile")],
        key: ["channelaccessprofileid|ChannelAccessProfileId"], label: ["name|Name"]),
    Kind(
        "channelaccessprofilerule", "channel access profile rule",
        path: "ChannelAccessProfileRules/ChannelAccessProfileRule",
        places: [.found("ChannelAccessProfileRules/{key}.xml", "ChannelAccessProfileRule")],
        key: ["channelaccessprofileruleid|ChannelAccessProfileRuleId"], label: ["name|Name"]),
]

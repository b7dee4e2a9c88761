// The table of merges: three texts and what must come of them. See git's own tests, t6423, for the idea.

@testable import SolutionCore

extension MergeCase {
    private typealias S = MergeSamples

    // MARK: - Must merge clean

    static let clean: [MergeCase] = [
        MergeCase(
            "different columns added at one place", S.tablePath, S.table,
            ours: ["      </attributes>": S.column("new_A") + "      </attributes>"],
            theirs: ["      </attributes>": S.column("new_B") + "      </attributes>"],
            ["      </attributes>": S.column("new_A") + S.column("new_B") + "      </attributes>"]),
        MergeCase(
            "the lesser key goes first, whoever adds it", S.tablePath, S.table,
            ours: ["      </attributes>": S.column("new_B") + "      </attributes>"],
            theirs: ["      </attributes>": S.column("new_A") + "      </attributes>"],
            ["      </attributes>": S.column("new_A") + S.column("new_B") + "      </attributes>"]),
        MergeCase(
            "the same column added by both", S.tablePath, S.table,
            ours: ["      </attributes>": S.column("new_A") + "      </attributes>"],
            theirs: [
                "        <attribute PhysicalName=\"new_Doors\">": S.column("new_A") + "        <attribute PhysicalName=\"new_Doors\">"
            ],
            ["      </attributes>": S.column("new_A") + "      </attributes>"]),
        MergeCase(
            "a field of a form moved by one and edited by the other", S.formPath, S.form,
            ours: [
                S.row(2, field: "new_doors"): "", S.row(3, field: "new_fuel"): S.row(3, field: "new_fuel") + S.row(2, field: "new_doors"),
            ],
            theirs: ["id=\"{cccccccc-0000-4000-8000-000000000002}\"": "id=\"{cccccccc-0000-4000-8000-000000000002}\" colspan=\"2\""],
            [
                S.row(2, field: "new_doors"): "",
                S.row(3, field: "new_fuel"): S.row(3, field: "new_fuel")
                    + S.row(2, field: "new_doors").exchanging(["000000000002}\"": "000000000002}\" colspan=\"2\""]),
            ]),
        MergeCase(
            "a section moved by one and a field of it edited by the other", S.formPath, S.form,
            ours: [
                S.section(2, "two", 3, field: "new_fuel"): "",
                S.section(3, "three", 4, field: "new_price"): S.section(3, "three", 4, field: "new_price")
                    + S.section(2, "two", 3, field: "new_fuel"),
            ],
            theirs: ["id=\"{cccccccc-0000-4000-8000-000000000003}\"": "id=\"{cccccccc-0000-4000-8000-000000000003}\" colspan=\"2\""],
            [
                S.section(2, "two", 3, field: "new_fuel"): "",
                S.section(3, "three", 4, field: "new_price"): S.section(3, "three", 4, field: "new_price")
                    + S.section(2, "two", 3, field: "new_fuel").exchanging(["000000000003}\"": "000000000003}\" colspan=\"2\""]),
            ]),
        MergeCase(
            "a subarea moved by one and edited by the other", S.siteMapPath, S.siteMap,
            ours: [
                "        <SubArea Id=\"accounts\" Entity=\"account\" />\n": "",
                "Entity=\"salesorder\" />\n": "Entity=\"salesorder\" />\n        <SubArea Id=\"accounts\" Entity=\"account\" />\n",
            ],
            theirs: ["Entity=\"account\"": "Entity=\"account\" Client=\"Web\""],
            [
                "        <SubArea Id=\"accounts\" Entity=\"account\" />\n": "",
                "Entity=\"salesorder\" />\n":
                    "Entity=\"salesorder\" />\n        <SubArea Id=\"accounts\" Entity=\"account\" Client=\"Web\" />\n",
            ]),
        MergeCase(
            "adjacent deletions", S.siteMapPath, S.siteMap,
            ours: ["        <SubArea Id=\"contacts\" Entity=\"contact\" />\n": ""],
            theirs: ["        <SubArea Id=\"leads\" Entity=\"lead\" />\n": ""],
            ["        <SubArea Id=\"contacts\" Entity=\"contact\" />\n        <SubArea Id=\"leads\" Entity=\"lead\" />\n": ""]),
        MergeCase(
            "an insertion beside a deletion", S.siteMapPath, S.siteMap,
            ours: ["        <SubArea Id=\"contacts\" Entity=\"contact\" />\n": ""],
            theirs: ["Entity=\"contact\" />\n": "Entity=\"contact\" />\n        <SubArea Id=\"new\" Entity=\"new_car\" />\n"],
            ["        <SubArea Id=\"contacts\" Entity=\"contact\" />\n": "        <SubArea Id=\"new\" Entity=\"new_car\" />\n"]),
        MergeCase(
            "adjacent values of one column", S.tablePath, S.table,
            ours: ["<RequiredLevel>none<": "<RequiredLevel>required<"], theirs: ["<MaxLength>100<": "<MaxLength>200<"],
            ["<RequiredLevel>none<": "<RequiredLevel>required<", "<MaxLength>100<": "<MaxLength>200<"]),
        MergeCase(
            "two attributes of one tag", S.siteMapPath, S.siteMap, ours: ["Title=\"Customers\"": "Title=\"People\""],
            theirs: ["Id=\"g1\"": "Id=\"g1\" IsProfile=\"false\""],
            ["Id=\"g1\" Title=\"Customers\"": "Id=\"g1\" IsProfile=\"false\" Title=\"People\""]),
        MergeCase(
            "ours' order of attributes and theirs' value", S.manifestPath, S.manifest,
            ours: ["type=\"1\" schemaName=\"new_car\" behavior=\"0\"": "schemaName=\"new_car\" type=\"1\" behavior=\"0\""],
            theirs: ["schemaName=\"new_car\" behavior=\"0\"": "schemaName=\"new_car\" behavior=\"1\""],
            ["type=\"1\" schemaName=\"new_car\" behavior=\"0\"": "schemaName=\"new_car\" type=\"1\" behavior=\"1\""]),
        MergeCase(
            "ours' indentation and theirs' value", S.choicePath, base: S.choice,
            ours: String(
                S.choice.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }.joined(separator: "\n")),
            theirs: S.choice.exchanging(["Small": "Tiny"]),
            .clean(
                S.choice.exchanging(["Small": "Tiny"]).split(separator: "\n", omittingEmptySubsequences: false).map {
                    String($0.drop { $0 == " " })
                }.joined(separator: "\n"))),
        MergeCase(
            "ours' empty tags and theirs' value", S.choicePath, S.choice,
            ours: ["<label description=\"Small\" languagecode=\"1033\" />": "<label description=\"Small\" languagecode=\"1033\"></label>"],
            theirs: ["description=\"Small\"": "description=\"Tiny\""],
            ["<label description=\"Small\" languagecode=\"1033\" />": "<label description=\"Tiny\" languagecode=\"1033\"></label>"]),
        MergeCase(
            "ours' CRLF and what theirs added", S.tablePath, base: S.table, ours: S.table.withCRLF,
            theirs: S.table.exchanging(["      </attributes>": S.column("new_B") + "      </attributes>"]),
            .clean(S.table.exchanging(["      </attributes>": S.column("new_B") + "      </attributes>"]).withCRLF)),
        MergeCase(
            "ours' LF and what theirs added with CRLF", S.tablePath, base: S.table,
            ours: S.table.exchanging(["<MaxLength>100<": "<MaxLength>50<"]),
            theirs: S.table.exchanging(["      </attributes>": S.column("new_B") + "      </attributes>"]).withCRLF,
            .clean(
                S.table.exchanging(["<MaxLength>100<": "<MaxLength>50<", "      </attributes>": S.column("new_B") + "      </attributes>"]))
        ),
        MergeCase(
            "a comment beside an edit", S.siteMapPath, S.siteMap,
            ours: ["        <SubArea Id=\"leads\"": "        <!-- for the web -->\n        <SubArea Id=\"leads\""],
            theirs: ["Entity=\"lead\"": "Entity=\"new_lead\""],
            [
                "        <SubArea Id=\"leads\" Entity=\"lead\"":
                    "        <!-- for the web -->\n        <SubArea Id=\"leads\" Entity=\"new_lead\""
            ]),
        MergeCase(
            "theirs' comment beside ours' edit", S.siteMapPath, S.siteMap,
            ours: ["Entity=\"lead\"": "Entity=\"new_lead\""],
            theirs: ["        <SubArea Id=\"leads\"": "        <!-- for the web -->\n        <SubArea Id=\"leads\""],
            [
                "        <SubArea Id=\"leads\" Entity=\"lead\"":
                    "        <!-- for the web -->\n        <SubArea Id=\"leads\" Entity=\"new_lead\""
            ]),
        MergeCase(
            "a new group of elements, at its place", S.tablePath, S.table,
            ours: ["<IsAuditEnabled>0<": "<IsAuditEnabled>1<"],
            theirs: [
                "          <MaxLength>100</MaxLength>\n":
                    "          <MaxLength>100</MaxLength>\n          <displaynames>\n            <displayname description=\"Color\" languagecode=\"1033\" />\n          </displaynames>\n"
            ],
            [
                "<IsAuditEnabled>0<": "<IsAuditEnabled>1<",
                "          <MaxLength>100</MaxLength>\n":
                    "          <MaxLength>100</MaxLength>\n          <displaynames>\n            <displayname description=\"Color\" languagecode=\"1033\" />\n          </displaynames>\n",
            ]),
        MergeCase(
            "both bump the version", S.manifestPath, S.manifest, ours: ["1.0.0.9": "1.0.0.10"], theirs: ["1.0.0.9": "1.0.0.12"],
            ["1.0.0.9": "1.0.0.12"]),
        MergeCase(
            "both bump the version, ours higher", S.manifestPath, S.manifest, ours: ["1.0.0.9": "1.0.0.100"],
            theirs: ["1.0.0.9": "1.0.0.12"], ["1.0.0.9": "1.0.0.100"]),
        MergeCase(
            "both are exported from newer platforms", S.manifestPath, S.manifest, ours: ["9.2.23091.00180": "9.2.23101.00180"],
            theirs: ["9.2.23091.00180": "9.2.23102.00180"], ["9.2.23091.00180": "9.2.23102.00180"]),
        MergeCase(
            "both add the same root component", S.manifestPath, S.manifest,
            ours: [
                "    </RootComponents>": "      <RootComponent type=\"1\" schemaName=\"new_door\" behavior=\"0\" />\n    </RootComponents>"
            ],
            theirs: [
                "    </RootComponents>": "      <RootComponent type=\"1\" schemaName=\"new_door\" behavior=\"0\" />\n    </RootComponents>"
            ],
            ["    </RootComponents>": "      <RootComponent type=\"1\" schemaName=\"new_door\" behavior=\"0\" />\n    </RootComponents>"]),
        MergeCase(
            "both add the same root component, and each another", S.manifestPath, S.manifest,
            ours: [
                "    </RootComponents>":
                    "      <RootComponent type=\"1\" schemaName=\"new_door\" behavior=\"0\" />\n      <RootComponent type=\"1\" schemaName=\"new_a\" behavior=\"0\" />\n    </RootComponents>"
            ],
            theirs: [
                "    </RootComponents>":
                    "      <RootComponent type=\"1\" schemaName=\"new_door\" behavior=\"0\" />\n      <RootComponent type=\"1\" schemaName=\"new_b\" behavior=\"0\" />\n    </RootComponents>"
            ],
            [
                "    </RootComponents>":
                    "      <RootComponent type=\"1\" schemaName=\"new_door\" behavior=\"0\" />\n      <RootComponent type=\"1\" schemaName=\"new_a\" behavior=\"0\" />\n      <RootComponent type=\"1\" schemaName=\"new_b\" behavior=\"0\" />\n    </RootComponents>"
            ]),
        MergeCase(
            "disjoint changes of an order", S.tablePath, S.table,
            ours: [S.options(1, 2, 3, 4): S.options(2, 1, 3, 4)], theirs: [S.options(1, 2, 3, 4): S.options(1, 2, 4, 3)],
            [S.options(1, 2, 3, 4): S.options(2, 1, 4, 3)]),
        MergeCase(
            "two rows added to one section of a form", S.formPath, S.form,
            ours: [S.row(2, field: "new_doors"): S.row(2, field: "new_doors") + S.row(5, field: "new_a")],
            theirs: [S.row(3, field: "new_fuel"): S.row(3, field: "new_fuel") + S.row(6, field: "new_b")],
            [
                S.row(2, field: "new_doors"): S.row(2, field: "new_doors") + S.row(5, field: "new_a"),
                S.row(3, field: "new_fuel"): S.row(3, field: "new_fuel") + S.row(6, field: "new_b"),
            ]),
        MergeCase(
            "actions of a flow added by both, at one place", S.flowPath, S.flow,
            ours: [
                "          \"type\": \"OpenApiConnection\"\n        }":
                    "          \"type\": \"OpenApiConnection\"\n        },\n        \"A\": {\n          \"type\": \"Compose\"\n        }"
            ],
            theirs: [
                "          \"type\": \"OpenApiConnection\"\n        }":
                    "          \"type\": \"OpenApiConnection\"\n        },\n        \"B\": {\n          \"type\": \"Terminate\"\n        }"
            ],
            [
                "          \"type\": \"OpenApiConnection\"\n        }":
                    "          \"type\": \"OpenApiConnection\"\n        },\n        \"A\": {\n          \"type\": \"Compose\"\n        },\n        \"B\": {\n          \"type\": \"Terminate\"\n        }"
            ]),
        MergeCase(
            "two values of one action", S.flowPath, S.flow, ours: ["\"top\": 10": "\"top\": 20"],
            theirs: ["\"host\": \"dataverse\"": "\"host\": \"dataverse2\""],
            ["\"top\": 10": "\"top\": 20", "\"host\": \"dataverse\"": "\"host\": \"dataverse2\""]),
        MergeCase(
            "the last member added by one and changed by the other", S.flowPath, S.flow,
            ours: ["\"schemaVersion\": \"1.0.0.0\"": "\"schemaVersion\": \"1.0.0.0\",\n  \"note\": 1"],
            theirs: ["\"schemaVersion\": \"1.0.0.0\"": "\"schemaVersion\": \"2.0.0.0\""],
            ["\"schemaVersion\": \"1.0.0.0\"": "\"schemaVersion\": \"2.0.0.0\",\n  \"note\": 1"]),
        MergeCase(
            "languages of an option added by both", S.choicePath, S.choice,
            ours: [
                "        <label description=\"Small\" languagecode=\"1033\" />\n":
                    "        <label description=\"Small\" languagecode=\"1033\" />\n        <label description=\"Klein\" languagecode=\"1031\" />\n"
            ],
            theirs: [
                "        <label description=\"Small\" languagecode=\"1033\" />\n":
                    "        <label description=\"Small\" languagecode=\"1033\" />\n        <label description=\"Petit\" languagecode=\"1036\" />\n"
            ],
            [
                "        <label description=\"Small\" languagecode=\"1033\" />\n":
                    "        <label description=\"Small\" languagecode=\"1033\" />\n        <label description=\"Klein\" languagecode=\"1031\" />\n        <label description=\"Petit\" languagecode=\"1036\" />\n"
            ]),
        MergeCase(
            "relationships added by both", S.relationshipPath, S.relationship,
            ours: [
                "</EntityRelationships>":
                    "  <EntityRelationship Name=\"new_car_a\">\n    <CascadeAssign>Cascade</CascadeAssign>\n  </EntityRelationship>\n</EntityRelationships>"
            ],
            theirs: [
                "</EntityRelationships>":
                    "  <EntityRelationship Name=\"new_car_b\">\n    <CascadeAssign>Cascade</CascadeAssign>\n  </EntityRelationship>\n</EntityRelationships>"
            ],
            [
                "</EntityRelationships>":
                    "  <EntityRelationship Name=\"new_car_a\">\n    <CascadeAssign>Cascade</CascadeAssign>\n  </EntityRelationship>\n  <EntityRelationship Name=\"new_car_b\">\n    <CascadeAssign>Cascade</CascadeAssign>\n  </EntityRelationship>\n</EntityRelationships>"
            ]),
        MergeCase(
            "buttons of a ribbon added by both", S.ribbonPath, S.ribbon,
            ours: ["  </CustomActions>": "    <CustomAction Id=\"new.a\" Sequence=\"20\" />\n  </CustomActions>"],
            theirs: ["  </CustomActions>": "    <CustomAction Id=\"new.b\" Sequence=\"30\" />\n  </CustomActions>"],
            [
                "  </CustomActions>":
                    "    <CustomAction Id=\"new.a\" Sequence=\"20\" />\n    <CustomAction Id=\"new.b\" Sequence=\"30\" />\n  </CustomActions>"
            ]),
        MergeCase(
            "a flow switched on by one and described by the other", S.processPath, S.process,
            ours: ["<StateCode>0<": "<StateCode>1<", "<StatusCode>1<": "<StatusCode>2<"],
            theirs: ["description=\"Notify\"": "description=\"Notify the owner\""],
            [
                "<StateCode>0<": "<StateCode>1<", "<StatusCode>1<": "<StatusCode>2<",
                "description=\"Notify\"": "description=\"Notify the owner\"",
            ]),
        MergeCase(
            "a file added by both, each with something of its own", S.choicePath, base: nil,
            ours: S.choice.exchanging(["    <option value=\"2\"": "    <option value=\"4\" ExternalValue=\"\" />\n    <option value=\"2\""]
            ),
            theirs: S.choice.exchanging(["  </options>": "    <option value=\"3\" ExternalValue=\"\" />\n  </options>"]),
            .clean(
                S.choice.exchanging([
                    "    <option value=\"2\"": "    <option value=\"4\" ExternalValue=\"\" />\n    <option value=\"2\"",
                    "  </options>": "    <option value=\"3\" ExternalValue=\"\" />\n  </options>",
                ]))),
    ]
}

extension String {
    fileprivate var withCRLF: String { split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") }
}

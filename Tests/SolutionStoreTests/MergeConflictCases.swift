// The table of merges that are a question for people: once, at the size of the disagreement. And the odd ones, in which nothing may be lost.

@testable import SolutionCore

extension MergeCase {
    private typealias S = MergeSamples

    // MARK: - Must conflict once

    static let conflicts: [MergeCase] = [
        MergeCase(
            "one column added with two bodies", S.tablePath, S.table,
            ours: ["      </attributes>": S.column("new_A", type: "int") + "      </attributes>"],
            theirs: [
                "      </attributes>": S.column("new_A", type: "money").exchanging(["<Name>new_a<": "<Name>new_aa<"])
                    + "      </attributes>"
            ],
            conflict: "entity/new_car/attribute/new_a", .bothAdded),
        MergeCase(
            "one column added with two types", S.tablePath, S.table,
            ours: ["      </attributes>": S.column("new_A", type: "int") + "      </attributes>"],
            theirs: ["      </attributes>": S.column("new_A", type: "money") + "      </attributes>"],
            conflict: "entity/new_car/attribute/new_a/Type", .bothAdded),
        MergeCase(
            "one value set two ways", S.tablePath, S.table, ours: ["<MaxLength>100<": "<MaxLength>200<"],
            theirs: ["<MaxLength>100<": "<MaxLength>50<"], conflict: "entity/new_car/attribute/new_color/MaxLength", .bothChanged),
        MergeCase(
            "one attribute set two ways", S.siteMapPath, S.siteMap, ours: ["Title=\"Sales\"": "Title=\"Selling\""],
            theirs: ["Title=\"Sales\"": "Title=\"Shop\""], conflict: "appsitemap/new_App/Area/sales/@Title", .bothChanged),
        MergeCase(
            "one value of a flow set two ways", S.flowPath, S.flow, ours: ["\"top\": 10": "\"top\": 20"],
            theirs: ["\"top\": 10": "\"top\": 5"], conflict: "file/\(S.flowPath)/properties/definition/actions/Get_car/inputs/top",
            .bothChanged),
        MergeCase(
            "a flow switched on by one and put to another state by the other", S.processPath, S.process,
            ours: ["<StateCode>0<": "<StateCode>1<"], theirs: ["<StateCode>0<": "<StateCode>2<"],
            conflict: "workflow/22222222-2222-4222-8222-222222222222/StateCode", .bothChanged),
        MergeCase(
            "a column deleted by one and edited by the other", S.tablePath, S.table, ours: [S.column("new_Doors"): ""],
            theirs: ["<Type>int<": "<Type>decimal<"], conflict: "entity/new_car/attribute/new_doors", .deletedAndChanged),
        MergeCase(
            "an area deleted by one, deep in which the other edited", S.siteMapPath, S.siteMap,
            ours: [
                "    <Area Id=\"sales\" Title=\"Sales\">\n      <Group Id=\"g1\" Title=\"Customers\">\n        <SubArea Id=\"accounts\" Entity=\"account\" />\n        <SubArea Id=\"contacts\" Entity=\"contact\" />\n        <SubArea Id=\"leads\" Entity=\"lead\" />\n        <SubArea Id=\"orders\" Entity=\"salesorder\" />\n      </Group>\n    </Area>\n":
                    ""
            ],
            theirs: ["Entity=\"lead\"": "Entity=\"new_lead\""], conflict: "appsitemap/new_App/Area/sales", .deletedAndChanged),
        MergeCase(
            "an insertion into something deleted", S.choicePath, S.choice,
            ours: [
                "    <option value=\"1\" ExternalValue=\"\">\n      <labels>\n        <label description=\"Small\" languagecode=\"1033\" />\n      </labels>\n    </option>\n":
                    ""
            ],
            theirs: [
                "        <label description=\"Small\" languagecode=\"1033\" />\n":
                    "        <label description=\"Small\" languagecode=\"1033\" />\n        <label description=\"Klein\" languagecode=\"1031\" />\n"
            ],
            conflict: "optionset/new_size/option/1", .deletedAndChanged),
        MergeCase(
            "an action deleted by one and edited by the other", S.flowPath, S.flow,
            ours: [
                ",\n        \"Send_mail\": {\n          \"runAfter\": {\n            \"Get_car\": [\"Succeeded\"]\n          },\n          \"type\": \"OpenApiConnection\"\n        }":
                    ""
            ],
            theirs: ["[\"Succeeded\"]": "[\"Failed\"]"],
            conflict: "file/\(S.flowPath)/properties/definition/actions/Send_mail", .deletedAndChanged),
        MergeCase(
            "one order changed in two ways", S.tablePath, S.table, ours: [S.options(1, 2, 3, 4): S.options(2, 3, 1, 4)],
            theirs: [S.options(1, 2, 3, 4): S.options(3, 1, 2, 4)],
            conflict: "entity/new_car/attribute/new_fuel/optionset/options", .bothReordered),
        MergeCase(
            "one field moved to two places", S.formPath, S.form,
            ours: [
                S.row(2, field: "new_doors"): "", S.row(3, field: "new_fuel"): S.row(3, field: "new_fuel") + S.row(2, field: "new_doors"),
            ],
            theirs: [
                S.row(2, field: "new_doors"): "", S.row(4, field: "new_price"): S.row(4, field: "new_price") + S.row(2, field: "new_doors"),
            ],
            conflict: "entity/new_car/form/11111111-1111-4111-8111-111111111111/tab/aaaaaaaa-0000-4000-8000-000000000001"
                + "/section/bbbbbbbb-0000-4000-8000-000000000001/cell/cccccccc-0000-4000-8000-000000000002", .bothMoved),
        MergeCase(
            "what deleting does, set two ways", S.relationshipPath, S.relationship,
            ours: ["<CascadeDelete>RemoveLink<": "<CascadeDelete>Cascade<"],
            theirs: ["<CascadeDelete>RemoveLink<": "<CascadeDelete>Restrict<"],
            conflict: "relationship/new_car_wheel/CascadeDelete", .bothChanged),
    ]

    // MARK: - Must never lose data

    static let odd: [MergeCase] = [
        MergeCase("binary on both sides", "WebResources/new_logo.png", bytes: [0, 1], ours: [0, 2], theirs: [0, 3], .binary),
        MergeCase(
            "an unknown element without a key, edited by one", "Other/Unknown.xml", base: "<a>\n  <b>1</b>\n  <b>2</b>\n  <b>3</b>\n</a>\n",
            ours: "<a>\n  <b>1</b>\n  <b>2</b>\n  <b>30</b>\n</a>\n", theirs: "<a>\n  <b>10</b>\n  <b>2</b>\n  <b>3</b>\n</a>\n",
            .clean("<a>\n  <b>10</b>\n  <b>2</b>\n  <b>30</b>\n</a>\n")),
        MergeCase(
            "elements without a key, added by both at one place", "Other/Unknown.xml", base: "<a>\n  <b>1</b>\n</a>\n",
            ours: "<a>\n  <b>1</b>\n  <b>2</b>\n</a>\n", theirs: "<a>\n  <b>1</b>\n  <b>3</b>\n</a>\n",
            .conflict("file/Other/Unknown.xml", .samePlace)),
        MergeCase(
            "one name under different parents", S.tablePath, S.table,
            ours: [
                "        <attribute PhysicalName=\"new_Color\">\n          <Type>nvarchar<":
                    "        <attribute PhysicalName=\"new_Color\">\n          <Type>ntext<"
            ],
            theirs: [
                "        <attribute PhysicalName=\"new_Doors\">\n          <Type>int<":
                    "        <attribute PhysicalName=\"new_Doors\">\n          <Type>money<"
            ],
            ["<Type>nvarchar<": "<Type>ntext<", "<Type>int<": "<Type>money<"]),
        MergeCase(
            "a key that stands twice in the base", S.tablePath, base: S.table.exchanging(["new_Doors\"": "new_Color\""]),
            ours: S.table.exchanging(["new_Doors\"": "new_Color\"", "<MaxLength>100<": "<MaxLength>1<"]),
            theirs: S.table.exchanging(["new_Doors\"": "new_Color\"", "<MaxLength>100<": "<MaxLength>2<"]),
            .conflict("entity/new_car/attribute/new_color/MaxLength", .bothChanged)),
        MergeCase(
            "a key that stands twice in a document inside a value", "Other/Unknown.xml", base: S.inside(["1033 a", "1033 b"]),
            ours: S.inside(["1033 x", "1033 y"]), theirs: S.inside(["1033 a", "1033 b", "1031 c"]),
            .conflict("file/Other/Unknown.xml/b", .bothChanged)),
        MergeCase(
            "a malformed side", S.tablePath, base: S.table, ours: S.table.exchanging(["<MaxLength>100</MaxLength>": "<MaxLength>1"]),
            theirs: S.table.exchanging(["<MaxLength>100<": "<MaxLength>2<"]), .asGit),
        MergeCase(
            "a malformed side, and nothing at one place", S.tablePath, base: S.table,
            ours: S.table.exchanging(["<IsAuditEnabled>0</IsAuditEnabled>": "<IsAuditEnabled>0"]),
            theirs: S.table.exchanging(["<MaxLength>100<": "<MaxLength>2<"]), .asGit),
        MergeCase(
            "markers in the base", S.choicePath,
            base: S.choice.exchanging(["  <options>\n": "<<<<<<< ours\n  <options>\n"]),
            ours: S.choice, theirs: S.choice.exchanging(["Small": "Tiny"]), .asGit),
        MergeCase(
            "content that looks like markers", S.choicePath,
            base: S.choice.exchanging(["Small": "<<<<<<< a\n=======\n>>>>>>> b"].escaped),
            ours: S.choice.exchanging(["Small": "<<<<<<< a\n=======\n>>>>>>> b"].escaped).exchanging(["Large": "Big"]),
            theirs: S.choice.exchanging(["Small": "<<<<<<< a\n=======\n>>>>>>> b"].escaped).exchanging([
                "localizedName=\"Size\"": "localizedName=\"Sizes\""
            ]),
            .clean(
                S.choice.exchanging(["Small": "<<<<<<< a\n=======\n>>>>>>> b"].escaped).exchanging([
                    "Large": "Big", "localizedName=\"Size\"": "localizedName=\"Sizes\"",
                ]))),
        MergeCase(
            "UTF-16", S.choicePath, bytes: S.choice.utf16Bytes, ours: S.choice.exchanging(["Small": "Kleinß"]).utf16Bytes,
            theirs: S.choice.exchanging(["Large": "Größe"]).utf16Bytes,
            .bytes(S.choice.exchanging(["Small": "Kleinß", "Large": "Größe"]).utf16Bytes)),
        MergeCase(
            "a byte order mark on our side only", S.choicePath, base: S.choice, ours: "\u{FEFF}" + S.choice.exchanging(["Small": "Tiny"]),
            theirs: S.choice.exchanging(["Large": "Big"]), .clean("\u{FEFF}" + S.choice.exchanging(["Small": "Tiny", "Large": "Big"]))),
        MergeCase(
            "a byte order mark on both sides", S.choicePath, base: "\u{FEFF}" + S.choice,
            ours: "\u{FEFF}" + S.choice.exchanging(["Small": "Tiny"]),
            theirs: "\u{FEFF}" + S.choice.exchanging(["Large": "Big"]),
            .clean("\u{FEFF}" + S.choice.exchanging(["Small": "Tiny", "Large": "Big"]))),
        MergeCase(
            "CDATA and references stay as they are", S.relationshipPath,
            base: S.relationship.exchanging(["NoCascade": "<![CDATA[a < b]]>"]),
            ours: S.relationship.exchanging(["NoCascade": "<![CDATA[a < b & c]]>"]),
            theirs: S.relationship.exchanging(["NoCascade": "<![CDATA[a < b]]>", "OneToMany": "a&#x20;&amp;&gt;b"]),
            .clean(S.relationship.exchanging(["NoCascade": "<![CDATA[a < b & c]]>", "OneToMany": "a&#x20;&amp;&gt;b"]))),
        MergeCase(
            "no line end at the end", S.choicePath, base: String(S.choice.dropLast()),
            ours: String(S.choice.exchanging(["Small": "Tiny"]).dropLast()),
            theirs: S.choice.exchanging(["Large": "Big"]),
            .clean(String(S.choice.exchanging(["Small": "Tiny", "Large": "Big"]).dropLast()))),
        MergeCase(
            "an empty base", S.choicePath, base: "", ours: S.choice, theirs: S.choice.exchanging(["Small": "Tiny"]),
            .conflict("optionset/new_size/option/1/label/1033/@description", .bothAdded)),
        MergeCase(
            "a pointer of git-lfs instead of content", S.choicePath, base: S.choice,
            ours: "version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 1\n",
            theirs: "version https://git-lfs.github.com/spec/v1\noid sha256:bb\nsize 2\n", .asGit),
        MergeCase(
            "a script merges as lines", "WebResources/new_/car.js", base: "a();\n\n\nb();\n\n\nc();\n", ours: "a(1);\n\n\nb();\n\n\nc();\n",
            theirs: "a();\n\n\nb();\n\n\nc(3);\n", .asGit),
        MergeCase(
            "a script in conflict", "WebResources/new_/car.js", base: "a();\n", ours: "a(1);\n", theirs: "a(2);\n", .asGit),
    ]
}

extension [String: String] {
    /// The new words as XML spells them in attributes.
    fileprivate var escaped: [String: String] { mapValues { $0.replacing("<", with: "&lt;").replacing(">", with: "&gt;") } }
}

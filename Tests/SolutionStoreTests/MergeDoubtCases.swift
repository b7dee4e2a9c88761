// The table of merges in which something cannot be told apart: the doubt stays where it is, and all else is merged.

@testable import SolutionCore

extension MergeCase {
    private typealias S = MergeSamples

    private static let app = S.appPath

    private static let canvasPath = "CanvasApps/new_canvas.meta.xml"
    private static let canvas = """
        <?xml version="1.0" encoding="utf-8"?>
        <CanvasApp xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <Name>new_canvas</Name>
          <CdsDependencies>{"cdsdependencies":[{"logicalname":"account","componenttype":1}]}</CdsDependencies>
          <Status>Ready</Status>
        </CanvasApp>

        """
    private static func needs(_ value: String) -> String { "<CdsDependencies>\(value)</CdsDependencies>" }
    private static let account = needs(#"{"cdsdependencies":[{"logicalname":"account","componenttype":1}]}"#)
    private static let contact = needs(#"{"cdsdependencies":[{"logicalname":"contact","componenttype":1}]}"#)
    private static let noNeeds = needs(#"{"cdsdependencies":[]}"#)
    private static let nilNeeds = #"<CdsDependencies xsi:nil="true"></CdsDependencies>"#

    static let doubts: [MergeCase] = [
        MergeCase(
            "a list emptied by both, spelled in two ways", canvasPath, canvas, ours: [account: noNeeds], theirs: [account: nilNeeds],
            [account: nilNeeds]),
        MergeCase(
            "a list emptied by one and changed by the other", canvasPath, canvas, ours: [account: nilNeeds], theirs: [account: contact],
            conflict: "canvasapp/new_canvas/CdsDependencies", .bothChanged),
        MergeCase(
            "a role that stood twice, and that both sides took away once", app, base: S.app(roles: ["b", "a", "c", "a"]),
            ours: S.app(roles: ["b", "c", "a"]), theirs: S.app(roles: ["a", "c", "b"]), .clean(S.app(roles: ["b", "c", "a"]))),
        MergeCase(
            "a role that one side doubled and the other moved", app, base: S.app(roles: ["a", "b", "c"]),
            ours: S.app(roles: ["b", "c", "a"]), theirs: S.app(roles: ["b", "a", "c", "b"]), .clean(S.app(roles: ["b", "c", "b", "a"]))),
        MergeCase(
            "dependencies that stood twice, thinned out by one and added to by the other", S.manifestPath,
            base: S.manifest(requiring: ["a", "b", "a", "b"]), ours: S.manifest(requiring: ["a", "b"]),
            theirs: S.manifest(requiring: ["a", "b", "a", "b", "c"]), .clean(S.manifest(requiring: ["a", "b", "c"]))),
        MergeCase(
            "dependencies that stood twice, in two states that differ in all", S.manifestPath,
            base: S.manifest(requiring: ["a", "a", "b"]), ours: S.manifest(requiring: ["c", "a"]),
            theirs: S.manifest(requiring: ["d", "a", "a", "a"]), .clean(S.manifest(requiring: ["c", "d", "a", "a"]))),
        MergeCase(
            "two columns with one key, one edited by each side", S.tablePath, base: S.twins("int", "money"),
            ours: S.twins("bigint", "money"), theirs: S.twins("int", "decimal"), .clean(S.twins("bigint", "decimal"))),
        MergeCase(
            "two columns with one key, both edited by one side, and something else by the other", S.tablePath,
            base: S.twins("int", "money"), ours: S.twins("bigint", "decimal"),
            theirs: S.twins("int", "money").exchanging(["<IsAuditEnabled>0<": "<IsAuditEnabled>1<"]),
            .clean(S.twins("bigint", "decimal").exchanging(["<IsAuditEnabled>0<": "<IsAuditEnabled>1<"]))),
        MergeCase(
            "two columns with one key, both edited by one side, and another column by the other", S.tablePath,
            base: S.twins("int", "money"), ours: S.twins("bigint", "decimal"),
            theirs: S.twins("int", "money").exchanging(["<MaxLength>100<": "<MaxLength>50<"]),
            .clean(S.twins("bigint", "decimal").exchanging(["<MaxLength>100<": "<MaxLength>50<"]))),
        MergeCase(
            "two columns with one key, both edited by both sides", S.tablePath, base: S.twins("int", "money"),
            ours: S.twins("bigint", "decimal"),
            theirs: S.twins("nvarchar", "ntext").exchanging(["<IsAuditEnabled>0<": "<IsAuditEnabled>1<"]),
            .conflict("entity/new_car/attributes", .bothChanged)),
    ]
}

// MARK: - What no table has keys for

extension MergeCase {
    static let unknown: [MergeCase] = [
        MergeCase(
            "texts added to a resource file by both", "Resources/en-US/resources.en-US.resx", base: S.texts(["a": "1", "d": "4"]),
            ours: S.texts(["a": "1", "c": "3", "d": "4"]), theirs: S.texts(["a": "1", "b": "2", "d": "40"]),
            .clean(S.texts(["a": "1", "b": "2", "c": "3", "d": "40"]))),
        MergeCase(
            "one text added to a resource file by both", "Resources/en-US/resources.en-US.resx", base: S.texts(["a": "1"]),
            ours: S.texts(["a": "1", "b": "2"]), theirs: S.texts(["a": "1", "b": "3"]),
            .conflict("file/Resources/en-US/resources.en-US.resx/data/b/value", .bothAdded)),
        MergeCase(
            "things with names, added by both at one place", "Other/Unknown.xml", base: "<a>\n  <b Name=\"1\">x</b>\n</a>\n",
            ours: "<a>\n  <b Name=\"1\">x</b>\n  <b Name=\"3\">z</b>\n</a>\n",
            theirs: "<a>\n  <b Name=\"1\">x</b>\n  <b Name=\"2\">y</b>\n</a>\n",
            .clean("<a>\n  <b Name=\"1\">x</b>\n  <b Name=\"2\">y</b>\n  <b Name=\"3\">z</b>\n</a>\n")),
        MergeCase(
            "objects with ids, added by both at one place", "WebResources/new_list.json", base: "[\n  { \"ID\": 1 }\n]\n",
            ours: "[\n  { \"ID\": 1 },\n  { \"ID\": 3 }\n]\n", theirs: "[\n  { \"ID\": 1 },\n  { \"ID\": 2 }\n]\n",
            .clean("[\n  { \"ID\": 1 },\n  { \"ID\": 2 },\n  { \"ID\": 3 }\n]\n")),
        MergeCase(
            "things of which two have one name", "Other/Unknown.xml", base: "<a>\n  <b Name=\"1\">x</b>\n  <b Name=\"1\">w</b>\n</a>\n",
            ours: "<a>\n  <b Name=\"1\">x</b>\n  <b Name=\"1\">w</b>\n  <b Name=\"3\">z</b>\n</a>\n",
            theirs: "<a>\n  <b Name=\"1\">x</b>\n  <b Name=\"1\">w</b>\n  <b Name=\"2\">y</b>\n</a>\n",
            .conflict("file/Other/Unknown.xml", .samePlace)),
        MergeCase(
            "one field added by both, in two sections", S.formPath, base: S.form,
            ours: S.form.exchanging([S.row(2, field: "new_doors"): S.row(2, field: "new_doors") + S.row(9, field: "new_seats")]),
            theirs: S.form.exchanging([S.row(4, field: "new_price"): S.row(4, field: "new_price") + S.row(9, field: "new_seats")]),
            .conflictInTwoPlaces(
                "entity/new_car/form/11111111-1111-4111-8111-111111111111/tab/aaaaaaaa-0000-4000-8000-000000000001"
                    + "/section/bbbbbbbb-0000-4000-8000-000000000001/cell/cccccccc-0000-4000-8000-000000000009")),
        MergeCase(
            "one field added by both at one place, in cells with ids of their own", S.formPath, base: S.form,
            ours: S.form.exchanging([S.row(4, field: "new_price"): S.row(4, field: "new_price") + S.row(8, field: "new_seats")]),
            theirs: S.form.exchanging([S.row(4, field: "new_price"): S.row(4, field: "new_price") + S.row(9, field: "new_seats")]),
            .clean(S.form.exchanging([S.row(4, field: "new_price"): S.row(4, field: "new_price") + S.row(8, field: "new_seats")]))),
        MergeCase(
            "different fields added by both at one place", S.formPath, base: S.form,
            ours: S.form.exchanging([S.row(4, field: "new_price"): S.row(4, field: "new_price") + S.row(9, field: "new_seats")]),
            theirs: S.form.exchanging([S.row(4, field: "new_price"): S.row(4, field: "new_price") + S.row(8, field: "new_wheels")]),
            .clean(
                S.form.exchanging([
                    S.row(4, field: "new_price"): S.row(4, field: "new_price") + S.row(8, field: "new_wheels")
                        + S.row(9, field: "new_seats")
                ]))),
        MergeCase(
            "a cell that both gave a new id", S.formPath, base: S.form,
            ours: S.form.exchanging([S.row(2, field: "new_doors"): S.row(8, field: "new_doors")]),
            theirs: S.form.exchanging([S.row(2, field: "new_doors"): S.row(9, field: "new_doors")]),
            .clean(S.form.exchanging([S.row(2, field: "new_doors"): S.row(8, field: "new_doors")]))),
        MergeCase(
            "one control added by both, in two cells", S.formPath, base: S.form,
            ours: S.form.exchanging([S.row(2, field: "new_doors"): S.row(2, field: "new_doors") + S.row(8, field: "new_seats")]),
            theirs: S.form.exchanging([S.row(4, field: "new_price"): S.row(4, field: "new_price") + S.row(9, field: "new_seats")]),
            .conflictInTwoPlaces(
                "entity/new_car/form/11111111-1111-4111-8111-111111111111/tab/aaaaaaaa-0000-4000-8000-000000000001"
                    + "/section/bbbbbbbb-0000-4000-8000-000000000001/cell/cccccccc-0000-4000-8000-000000000008/control/new_seats")),
    ]
}

extension MergeSamples {
    /// A resource file.
    static func texts(_ texts: [String: String]) -> String {
        let items = texts.sorted { $0.key < $1.key }.map {
            "  <data name=\"\($0)\" xml:space=\"preserve\">\n    <value>\($1)</value>\n  </data>\n"
        }
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<root>\n\(items.joined())</root>\n"
    }

    /// A manifest with missing dependencies of these names.
    static func manifest(requiring names: [String]) -> String {
        let items = names.map { name in
            "      <MissingDependency>\n        <Required type=\"60\" displayName=\"\(name)\" />\n"
                + "        <Dependent type=\"80\" schemaName=\"new_app\" />\n      </MissingDependency>\n"
        }
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <ImportExportXml languagecode="1033">
              <SolutionManifest>
                <UniqueName>Cars</UniqueName>
                <MissingDependencies>
            \(items.joined())    </MissingDependencies>
              </SolutionManifest>
            </ImportExportXml>

            """
    }

    static let appPath = "AppModules/new_App/AppModule.xml"

    /// An app with roles, the last figures of their ids told.
    static func app(roles: [String]) -> String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <AppModule xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <UniqueName>new_App</UniqueName>
          <AppModuleRoleMaps>
        \(roles.map { "    <Role id=\"{00000000-0000-4000-8000-00000000000\($0)}\" />\n" }.joined())  </AppModuleRoleMaps>
          <LocalizedNames>
            <LocalizedName description="App" languagecode="1033" />
          </LocalizedNames>
        </AppModule>

        """
    }

    /// The table with two columns of one name, of these types.
    static func twins(_ one: String, _ other: String) -> String {
        table.exchanging(["      </attributes>": column("new_Twin", type: one) + column("new_Twin", type: other) + "      </attributes>"])
    }
}

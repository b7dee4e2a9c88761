// Settings files: the documented form, additions in the layout of the file, and what checking finds.

import Testing

@testable import SolutionCore

struct DeploymentSettingsTests {
    private static func ask(_ key: String, connector: String? = nil, isAnswered: Bool = false) -> DeploymentAsk {
        DeploymentAsk(
            address: Address(key), key: key, name: key, noun: connector == nil ? "environment variable" : "connection reference",
            rule: connector == nil ? .asksVariable : .asksConnection, connector: connector, isAnswered: isAnswered)
    }

    private static let api = "/providers/Microsoft.PowerApps/apis/shared_x"
    private static let asks = [ask("a_conn", connector: api), ask("a_url"), ask("a_days", isAnswered: true)]
    private static let id = "0123456789abcdef0123456789ABCDEF"

    private static func file(_ text: String) throws -> SettingsFile {
        try #require(SettingsFile(try Tree(json: Array(text.utf8), names: Names())))
    }

    private static func merged(_ text: String, _ asks: [DeploymentAsk] = asks) throws -> String {
        String(decoding: try file(text).merged(asks), as: UTF8.self)
    }

    @Test func aNewFileHasTheDocumentedForm() {
        let text = """
            {
              "EnvironmentVariables": [
                {
                  "SchemaName": "a_url",
                  "Value": ""
                },
                {
                  "SchemaName": "a_days",
                  "Value": ""
                }
              ],
              "ConnectionReferences": [
                {
                  "LogicalName": "a_conn",
                  "ConnectionId": "",
                  "ConnectorId": "\(Self.api)"
                }
              ]
            }

            """
        #expect(String(decoding: DeploymentSettings.text(Self.asks), as: UTF8.self) == text)
        let empty = "{\n  \"EnvironmentVariables\": [],\n  \"ConnectionReferences\": []\n}\n"
        #expect(String(decoding: DeploymentSettings.text([]), as: UTF8.self) == empty)
    }

    /// Layout, order, unknown members and line ends are those of the file.
    @Test(arguments: ["\n", "\r\n"])
    func whatIsThereStays(end: String) throws {
        func text(_ more: String, _ connection: String) -> String {
            "{\(end)\t\"Other\": 1,\(end)\t\"ConnectionReferences\": [\(connection)],\(end)\t\"EnvironmentVariables\": [\(end)"
                + "\t\t{ \"X\": [ ],  \"Value\": \"7\", \"SchemaName\": \"A_DAYS\" }\(more)\(end)\t]\(end)}"
        }
        let connection =
            "\(end)\t\t{\(end)\t\t\t\"LogicalName\": \"a_conn\",\(end)\t\t\t\"ConnectionId\": \"\",\(end)\t\t\t\"ConnectorId\": \"\(Self.api)\"\(end)\t\t}\(end)\t"
        let after = text(",\(end)\t\t{ \"SchemaName\": \"a_url\", \"Value\": \"\" }", connection)
        #expect(try Self.merged(text("", "")) == after)
        #expect(try Self.merged(after) == after, "twice is once")
    }

    @Test func aFileWithoutListsGetsThem() throws {
        let made = String(decoding: DeploymentSettings.text(Self.asks), as: UTF8.self)
        #expect(try Self.merged("{}") + "\n" == made)
        let text = try Self.merged("{\n  \"Other\": {}\n}\n")
        #expect(text.hasPrefix("{\n  \"Other\": {},\n  \"EnvironmentVariables\": [\n    {\n"), "\(text)")
        #expect(try Self.file(text).missing(Self.asks).isEmpty)
        #expect(
            try Self.merged("{\"ConnectionReferences\":[{\"LogicalName\":\"z\"}],\"EnvironmentVariables\":[]}", [Self.asks[0]])
                == "{\"ConnectionReferences\":[{\"LogicalName\":\"z\"},{\"LogicalName\":\"a_conn\",\"ConnectionId\":\"\",\"ConnectorId\":\"\(Self.api)\"}],\"EnvironmentVariables\":[]}"
        )
    }

    @Test(arguments: [
        ("a_conn", id, api, [] as [String]), ("a_conn", "", api, ["empty-value"]), ("a_conn", "0123-4567", api, ["malformed-id"]),
        ("a_conn", id, "/other", ["other-connector"]), ("a_none", id, api, ["unknown-name", "missing-name"]),
    ])
    func connectionsAreChecked(name: String, id: String, connector: String, codes: [String]) throws {
        let text =
            "{\"ConnectionReferences\":[{\"LogicalName\":\"\(name)\",\"ConnectionId\":\"\(id)\",\"ConnectorId\":\"\(connector)\"}]}"
        #expect(try Self.file(text).findings([Self.asks[0]]).map(\.code.rawValue) == codes)
    }

    @Test func variablesAreChecked() throws {
        func codes(_ entries: String) throws -> [String] {
            try Self.file("{\"EnvironmentVariables\":[\(entries)]}").findings(Array(Self.asks.dropFirst())).map(\.code.rawValue)
        }
        let (url, days) = ("{\"SchemaName\":\"a_url\",\"Value\":\"x\"}", "{\"SchemaName\":\"a_days\",\"Value\":\"\"}")
        #expect(try codes(url) == [], "what has a default need not be there")
        #expect(try codes(url + "," + days) == [])
        #expect(try codes(days) == ["missing-name"])
        #expect(try codes(url + "," + url) == ["repeated-name"])
        #expect(try codes("{\"SchemaName\":\"a_url\",\"Value\":\"\"}") == ["empty-value"])
        #expect(try codes("{\"Value\":\"x\"}," + url) == ["unknown-name"])
    }

    @Test(arguments: ["[]", "{\"EnvironmentVariables\":{}}", "{\"ConnectionReferences\":[1]}"])
    func whatIsNoSettingsFileIsNone(text: String) throws {
        #expect(SettingsFile(try Tree(json: Array(text.utf8), names: Names())) == nil)
    }
}

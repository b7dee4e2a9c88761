// The deployment settings file: what an import is told of connections and variables, in the form that `pac` writes and reads.

/// A list of the file, and the members of its entries.
struct SettingsList {
    let name: String
    let key: String
    let value: String
    /// What tells the connector; nil for variables.
    var connector: String?

    static let all = [
        SettingsList(name: "EnvironmentVariables", key: "SchemaName", value: "Value"),
        SettingsList(name: "ConnectionReferences", key: "LogicalName", value: "ConnectionId", connector: "ConnectorId"),
    ]

    func asks(in all: [DeploymentAsk]) -> [DeploymentAsk] { all.filter { ($0.connector == nil) == (connector == nil) } }

    /// The members of a new entry, to be filled in.
    func members(of ask: DeploymentAsk) -> [(name: String, value: String)] {
        [(key, ask.key), (value, "")] + (connector.map { [($0, ask.connector ?? "")] } ?? [])
    }
}

public enum DeploymentSettings {
    /// A new file for what a solution asks for: two blanks of indentation, and an empty value where somebody has to fill in one.
    public static func text(_ asks: [DeploymentAsk]) -> [UInt8] {
        let lists = SettingsList.all.map { list -> String in
            let layout = SettingsLayout(item: "\n    ", member: "\n      ", end: "\n    ", colon: " ")
            let items = list.asks(in: asks).map { layout.entry(list.members(of: $0)) }
            let inside = items.isEmpty ? "" : items.map { "\n    " + $0 }.joined(separator: ",") + "\n  "
            return "\n  \"\(list.name)\": [\(inside)]"
        }
        return Array("{\(lists.joined(separator: ","))\n}\n".utf8)
    }
}

/// How a file lays out its entries.
struct SettingsLayout {
    /// The blanks before an entry, before each of its members, and before its end.
    let item: String
    let member: String
    let end: String
    /// Behind each colon.
    let colon: String

    func entry(_ members: [(name: String, value: String)]) -> String {
        "{"
            + members.map { name, value in
                "\(member)\"\(name)\":\(colon)\(String(decoding: JSONText.quote(value, spellsOut: true), as: UTF8.self))"
            }.joined(separator: ",") + "\(end)}"
    }
}

/// A settings file that is there.
public struct SettingsFile {
    let tree: Tree

    /// Nil where it is no such file: an object whose lists hold objects.
    public init?(_ tree: Tree) {
        guard tree.syntax == .json, tree[tree.root].kind == .object else { return nil }
        for list in SettingsList.all {
            guard let node = tree.member(list.name, of: tree.root) else { continue }
            guard tree[node].kind == .array, tree.children(of: node).allSatisfy({ tree[$0].kind == .object }) else { return nil }
        }
        self.tree = tree
    }

    struct Entry {
        let node: Int
        let key: String?
    }

    func entries(of list: SettingsList) -> [Entry] {
        guard let node = tree.member(list.name, of: tree.root) else { return [] }
        return tree.children(of: node).map { Entry(node: $0, key: text(list.key, of: $0)) }
    }

    func text(_ name: String, of entry: Int) -> String? {
        guard let member = tree.member(name, of: entry), tree[member].kind == .string else { return nil }
        return tree.text(of: member)
    }
}

// What is wrong with a deployment settings file, beside what the solution asks for.

/// Something that makes an import fail, or ask, although there is a settings file.
public struct SettingsFinding: Sendable, Equatable {
    /// Programs rely on these words.
    public enum Code: String, Sendable, CaseIterable {
        case unknownName = "unknown-name"
        case missingName = "missing-name"
        case repeatedName = "repeated-name"
        case emptyValue = "empty-value"
        case malformedID = "malformed-id"
        case otherConnector = "other-connector"
    }
    public let code: Code
    /// The variable or connection reference.
    public let name: String
    /// Counted from 1; nil for what is not in the file.
    public let line: Int?
    /// Lower case, no full stop.
    public let message: String
}

extension SettingsFile {
    /// Everything that does not fit, in the order of the file, and what it lacks behind that.
    public func findings(_ asks: [DeploymentAsk]) -> [SettingsFinding] {
        SettingsList.all.flatMap { findings($0, $0.asks(in: asks)) }
    }

    private func findings(_ list: SettingsList, _ asks: [DeploymentAsk]) -> [SettingsFinding] {
        var found: [SettingsFinding] = []
        var lines = LineNumbers(tree)
        var seen: Set<Exact> = []
        for entry in entries(of: list) {
            func add(_ code: SettingsFinding.Code, _ message: String) {
                found.append(SettingsFinding(code: code, name: entry.key ?? "", line: lines.line(of: entry.node), message: message))
            }
            guard let key = entry.key, !key.isEmpty else {
                add(.unknownName, "an entry of '\(list.name)' has no '\(list.key)'")
                continue
            }
            guard seen.insert(Exact(key.lowercased())).inserted else {
                add(.repeatedName, "'\(key)' stands twice")
                continue
            }
            guard let ask = asks.first(where: { $0.key.lowercased() == key.lowercased() }) else {
                add(.unknownName, "the solution has no \(list.connector == nil ? "environment variable" : "connection reference") '\(key)'")
                continue
            }
            let value = text(list.value, of: entry.node) ?? ""
            if value.isEmpty {
                if ask.connector != nil || !ask.isAnswered { add(.emptyValue, "'\(list.value)' of '\(key)' is empty") }
            } else if list.connector != nil, !Self.isConnection(value) {
                add(.malformedID, "'\(value)' is no id of a connection: it has 32 hexadecimal digits and no hyphens")
            }
            if let member = list.connector, let connector = text(member, of: entry.node), let wanted = ask.connector,
                connector.lowercased() != wanted.lowercased()
            {
                add(.otherConnector, "'\(key)' is a connection of '\(wanted)', not of '\(connector)'")
            }
        }
        for ask in asks where !seen.contains(Exact(ask.key.lowercased())) {
            if ask.connector == nil, ask.isAnswered { continue }
            found.append(
                SettingsFinding(code: .missingName, name: ask.key, line: nil, message: "there is no entry for the \(ask.noun) '\(ask.key)'")
            )
        }
        return found
    }

    private static func isConnection(_ id: String) -> Bool { id.utf8.count == 32 && id.utf8.allSatisfy { JSONText.hex($0) != nil } }
}

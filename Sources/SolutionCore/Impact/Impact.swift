// What an import will do, as values: lists of lines, each with the rule that it comes from.

/// One thing that an import does, asks for or needs.
public struct ImpactLine: Sendable, Equatable {
    public let address: Address
    /// What a maker calls it.
    public let name: String
    public let rule: ImpactRule
    /// What more there is to say: lower case, no full stop; may be empty.
    public let detail: String
    /// What such a thing is called, `column`; empty where the name says enough.
    public let noun: String

    public init(_ rule: ImpactRule, _ address: Address, name: String, noun: String = "", detail: String = "") {
        self.address = address
        self.name = name
        self.rule = rule
        self.detail = detail
        self.noun = noun
    }
}

/// What an import will do.
public struct Impact: Sendable {
    public let mode: ImpactMode
    /// What is there now; nil where there is nothing, or nobody knows what.
    public let before: Manifest?
    public let after: Manifest
    public private(set) var lines: [ImpactList: [ImpactLine]] = [:]

    init(_ mode: ImpactMode, before: Manifest?, after: Manifest) {
        self.mode = mode
        self.before = before
        self.after = after
    }

    public var allowed: Bool { self[.refusals].isEmpty }
    public var losesData: Bool { !self[.deletedWithData].isEmpty }

    public subscript(list: ImpactList) -> [ImpactLine] { lines[list] ?? [] }

    mutating func add(_ line: ImpactLine) { lines[line.rule.list, default: []].append(line) }

    mutating func sort() {
        for list in lines.keys where list != .refusals {
            lines[list]?.sort { ($0.address, Exact($0.rule.rawValue)) < ($1.address, Exact($1.rule.rawValue)) }
        }
    }
}

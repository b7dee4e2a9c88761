// Which files may hold what addresses name, told by their paths alone: what cannot be meant is never read.

/// The files that may hold what some patterns mean. Says yes where it cannot know.
public struct AddressReach: Sendable {
    /// Folded names of folders; nil where anything may be meant.
    private var folders: Set<Exact>?
    /// Of patterns that name a table, its folder.
    private var tables: Set<Exact>?

    /// Without patterns everything is meant.
    public init(_ patterns: [AddressPattern], kinds: Kinds = .table) {
        guard !patterns.isEmpty else { return }
        var folders: Set<Exact> = ["other"]
        var tables: Set<Exact> = []
        var namesEveryTable = false
        for pattern in patterns {
            let parts = pattern.text.lowercased().split(separator: "/")
            // A display name, or a kind that the table does not know.
            guard let head = parts.first, let kind = kinds[String(head)], let found = Self.folders(of: kind, kinds) else {
                return
            }
            folders.formUnion(found)
            guard kind.role == .table else { continue }
            if parts.count > 1, !parts[1].contains("*"), !parts[1].contains("?") {
                tables.insert(String(parts[1]))
            } else {
                namesEveryTable = true
            }
        }
        self.folders = folders
        self.tables = namesEveryTable || tables.isEmpty ? nil : tables
    }

    public func includes(_ path: String) -> Bool {
        guard let folders else { return true }
        let parts = path.lowercased().split(separator: "/")
        if parts.last == Substring(PackageNames.whole) { return true }
        for (place, part) in parts.dropLast().enumerated() where folders.contains(String(part)) {
            guard part == "entities", let tables else { return true }
            if tables.contains(String(parts[place + 1])) { return true }
        }
        return false
    }

    /// The folders of a kind and of those inside it; nil where a kind has files anywhere.
    private static func folders(of kind: Kind, _ kinds: Kinds) -> Set<Exact>? {
        var folders: Set<Exact> = []
        for place in kind.places {
            guard let folder = place.pattern.folder else { return nil }
            folders.insert(folder)
        }
        for inner in kinds.kinds(in: kind.word) {
            guard let found = Self.folders(of: inner, kinds) else { return nil }
            folders.formUnion(found)
        }
        return folders
    }
}

// The managed twin of a file in a folder that holds both halves of a solution.

/// `FormXml/main/{…}.xml` and `FormXml/main/{…}_managed.xml`.
public enum Twin {
    private static let mark = "_managed"

    public static func isManaged(_ path: String) -> Bool { stem(path)?.hasSuffix(mark) ?? false }

    /// The path of the other half's file, for kinds that have such twins; nil for all others.
    public static func other(of path: String, kinds: Kinds = .table) -> String? {
        guard kinds.places(of: path).contains(where: { $0.place.pattern.hasTwin }), let stem = stem(path) else { return nil }
        let end = path.dropFirst(stem.count)
        return (stem.hasSuffix(mark) ? String(stem.dropLast(mark.count)) : stem + mark) + end
    }

    /// The path of the file beside a managed one that the other half would have, whatever its kind; nil for all others.
    public static func path(besides path: String) -> String? {
        guard let stem = stem(path), stem.hasSuffix(mark) else { return nil }
        return String(stem.dropLast(mark.utf8.count)) + path.dropFirst(stem.utf8.count)
    }

    /// A path without its file's extension.
    private static func stem(_ path: String) -> String? {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
        return String(path[..<dot])
    }
}

extension FilePattern {
    /// Whether files of this pattern may have managed twins.
    var hasTwin: Bool { parts.contains(.twin) }
}

// Paths that cannot stand beside each other: one on file systems that ignore letter case, or one a file where the other needs a folder.

public enum PathClashes {
    /// Pairs of names that are one where letter case does not count, and names that stand twice.
    public static func pairs(_ names: some Sequence<String>) -> [(String, String)] {
        var seen: [[UInt8]: String] = [:]
        var clashes: [(String, String)] = []
        for name in names {
            if let other = seen.updateValue(name, forKey: folded(name)) { clashes.append((other, name)) }
        }
        return clashes
    }

    /// A name of a file that others need as a folder, and one of those; letter case ignored.
    public static func fileAsFolder(_ names: some Sequence<String>) -> (file: String, inner: String)? {
        let files = Dictionary(names.filter { $0.utf8.last != .slash }.map { (folded($0), $0) }) { first, _ in first }
        for name in names {
            var folder = folded(name)[...]
            while let slash = folder.lastIndex(of: .slash) {
                folder = folder[..<slash]
                if let file = files[Array(folder)] { return (file, name) }
            }
        }
        return nil
    }

    /// As bytes: two spellings of one letter are two names.
    private static func folded(_ name: String) -> [UInt8] { Array(name.lowercased().utf8) }
}

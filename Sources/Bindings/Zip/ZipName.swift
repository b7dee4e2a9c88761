// What is wrong with the name of an entry, for anyone who would write a file of that name.

public enum ZipName {
    /// Why a name must not become a path; nil for a sound one. Lower case, for people.
    public static func problem(_ name: String) -> String? {
        if name.isEmpty { return "is empty" }
        if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { return "has a control character" }
        if name.hasPrefix("/") || name.hasPrefix("\\") { return "is an absolute path" }
        if name.utf8.dropFirst().first == UInt8(ascii: ":") { return "names a drive" }
        if name.contains("\\") { return "has a backslash" }
        for segment in name.split(separator: "/", omittingEmptySubsequences: false) {
            if segment == ".." { return "leads out of the folder" }
            if segment == "." { return "has a '.' segment" }
            if isDevice(segment) { return "names a device" }
        }
        if name.dropLast().contains("//") { return "has an empty segment" }
        return nil
    }

    /// Pairs of names that are one on file systems that ignore letter case, and names that stand twice.
    public static func clashes(_ names: some Sequence<String>) -> [(String, String)] {
        var seen: [String: String] = [:]
        var clashes: [(String, String)] = []
        for name in names {
            if let other = seen.updateValue(name, forKey: name.lowercased()) { clashes.append((other, name)) }
        }
        return clashes
    }

    /// Names that Windows keeps for devices, with any extension.
    private static func isDevice(_ segment: Substring) -> Bool {
        let stem = segment.prefix { $0 != "." }.lowercased()
        if ["con", "prn", "aux", "nul"].contains(stem) { return true }
        guard stem.count == 4, stem.hasPrefix("com") || stem.hasPrefix("lpt") else { return false }
        return stem.last.map { $0 >= "1" && $0 <= "9" } ?? false
    }
}

// What is wrong with the name of an entry, for anyone who would write a file of that name.

public enum ZipName {
    /// Why a name must not become a path; nil for a sound one. Lower case, for people.
    public static func problem(_ name: String) -> String? {
        var name = name
        return name.withUTF8 { problem($0) }
    }

    private static func problem(_ name: UnsafeBufferPointer<UInt8>) -> String? {
        let slash = UInt8(ascii: "/"), backslash = UInt8(ascii: "\\")
        guard let first = name.first else { return "is empty" }
        if name.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has a control character" }
        if first == slash || first == backslash { return "is an absolute path" }
        if name.count > 1, name[1] == UInt8(ascii: ":") { return "names a drive" }
        if name.contains(backslash) { return "has a backslash" }
        var hasEmpty = false
        var start = 0
        while start <= name.count {
            let end = name[start...].firstIndex(of: slash) ?? name.count
            let segment = UnsafeBufferPointer(rebasing: name[start..<end])
            if segment.elementsEqual("..".utf8) { return "leads out of the folder" }
            if segment.elementsEqual(".".utf8) { return "has a '.' segment" }
            if isDevice(segment) { return "names a device" }
            // A slash at the end is how a zip spells a directory.
            if segment.isEmpty, end < name.count - 1 { hasEmpty = true }
            start = end + 1
        }
        return hasEmpty ? "has an empty segment" : nil
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

    /// A name of a file that others need as a folder, and one of those; letter case ignored.
    public static func fileAsFolder(_ names: some Sequence<String>) -> (file: String, inner: String)? {
        let files = Dictionary(names.filter { !$0.hasSuffix("/") }.map { ($0.lowercased(), $0) }) { first, _ in first }
        for name in names {
            var folder = name.lowercased()[...]
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                if let file = files[String(folder)] { return (file, name) }
            }
        }
        return nil
    }

    /// Names that Windows keeps for devices, with any extension, also behind spaces.
    private static func isDevice(_ segment: UnsafeBufferPointer<UInt8>) -> Bool {
        var stem = segment.prefix { $0 != UInt8(ascii: ".") }
        while stem.last == UInt8(ascii: " ") { stem.removeLast() }
        guard stem.count == 3 || stem.count == 4 else { return false }
        let word = String(decoding: stem.prefix(3), as: UTF8.self).lowercased()
        guard stem.count == 4, let last = stem.last else { return ["con", "prn", "aux", "nul"].contains(word) }
        return ["com", "lpt"].contains(word) && last >= UInt8(ascii: "1") && last <= UInt8(ascii: "9")
    }
}

// Which files belong together: the file that says what component another file is content of.

public enum ComponentFiles {
    /// Where the description of a file's component may be, the likeliest first. Paths in a solution's folder.
    public static func describing(_ path: String) -> [String] {
        var candidates = [path + ".data.xml"]
        let (folder, name) = divide(path)
        // The files of a canvas app or a connector share its name: `x.meta.xml`, `x_DocumentUri.msapp`.
        var stem = name[...]
        while let mark = stem.lastIndex(of: "_") {
            stem = stem[..<mark]
            if !stem.isEmpty { candidates += [folder + stem + ".meta.xml", folder + stem + ".xml"] }
        }
        return candidates
    }

    /// The description of the component in whose folder a file lies, by the names of the files in that folder.
    public static func describing(folder: String, files: [String]) -> String? {
        let name = folder.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let above = folder.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? ""
        // `Entities/Account/Entity.xml`, `customapis/new_x/customapi.xml`.
        let wanted = files.first { file in
            guard file.lowercased().hasSuffix(".xml") else { return false }
            let stem = file.dropLast(4).lowercased()
            // A code component's files lie beside what describes it, or below.
            if file.lowercased() == "controlmanifest.xml.data.xml" { return true }
            return above == stem + "s" || above == stem.dropLast() + "ies" && stem.hasSuffix("y") || name == stem
        }
        return wanted.map { folder + "/" + $0 }
    }

    private static let descriptions = [".data.xml", ".meta.xml"]

    /// Whether a file tells what another one is content of.
    public static func isDescription(_ path: String) -> Bool {
        let folded = path.lowercased()
        return descriptions.contains(where: folded.hasSuffix)
    }

    /// The end of a file's name that tells the files of one component apart: `.json`, `.json.data.xml`, `.meta.xml`.
    public static func role(of path: String) -> String {
        var name = divide(path).name.lowercased()[...]
        var role = ""
        for ending in descriptions where name.hasSuffix(ending) {
            name = name.dropLast(ending.count)
            role = ending
        }
        if let dot = name.lastIndex(of: ".") { return name[dot...] + role }
        return role
    }

    /// A folder with its slash, and the name in it.
    public static func divide(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }
}

// A mapping file: which files stand outside a solution's folder, and where. Names only; see MappedFiles for the files.

/// The directives of a mapping file, in their order: what stands earlier comes first.
public struct FileMapping: Sendable {
    /// Where a file may be instead.
    public struct Place: Equatable, Sendable, CustomStringConvertible {
        /// With slashes; a relative one starts from the solution's folder.
        public let folder: String
        /// The folder itself or any below it.
        public let isDeep: Bool
        public let name: String

        public var description: String {
            let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
            return prefix + (isDeep ? "**/" : "") + name
        }
    }

    private enum Directive: Sendable {
        /// Both as parts; below the folders the paths are the same.
        case folder(map: [String], to: Target)
        /// Nil for the new name keeps the old one.
        case file(map: Pattern, to: Target, name: String?)
    }

    private struct Target: Sendable {
        let folder: String
        let isDeep: Bool
    }

    private struct Pattern: Sendable {
        let folder: [String]
        let isDeep: Bool
        let name: String

        func matches(_ path: [String]) -> Bool {
            guard let file = path.last, Wildcard.matches(file, name.lowercased()) else { return false }
            // A name alone is meant wherever it is.
            if folder.isEmpty { return true }
            let above = path.dropLast()
            return isDeep ? above.starts(with: folder.folded) : above.elementsEqual(folder.folded)
        }
    }

    private let directives: [Directive]

    /// Reads a mapping file. `folder` is the solution's folder as an absolute path, `variable` looks up `%NAME%`.
    public init(_ tree: Tree, folder: String, variable: (String) -> String?) throws(ParseError) {
        guard tree.syntax == .xml, tree.name(of: tree.root) == "Mapping" else {
            throw tree.error(tree.root, "the root of a mapping file is 'Mapping', not '\(tree.name(of: tree.root))'")
        }
        var directives: [Directive] = []
        for element in tree.elements(of: tree.root) {
            directives.append(try Self.directive(tree, element, folder, variable))
        }
        self.directives = directives
    }

    /// Where a file of the folder may be instead, in the order in which to look. None: it belongs into the folder.
    public func places(of path: String) -> [Place] {
        let spelled = path.split(separator: "/").map(String.init)
        let folded = spelled.folded
        return directives.compactMap { directive in
            switch directive {
            case .folder(let map, let to):
                guard folded.count > map.count, folded.starts(with: map.folded), let name = spelled.last else { return nil }
                let rest = spelled[map.count...].dropLast()
                return Place(folder: ([to.folder] + rest).joinedAsPath, isDeep: false, name: name)
            case .file(let map, let to, let name):
                guard map.matches(folded), let old = spelled.last else { return nil }
                return Place(folder: to.folder, isDeep: to.isDeep, name: name ?? old)
            }
        }
    }

    /// Folders whose whole content stands elsewhere, with where.
    public var folders: [(path: String, place: String)] {
        directives.compactMap { directive in
            guard case .folder(let map, let to) = directive else { return nil }
            return (map.joined(separator: "/"), to.folder)
        }
    }

    /// Single files that are named with their whole path.
    public var files: [String] {
        directives.compactMap { directive in
            guard case .file(let map, _, _) = directive, !map.folder.isEmpty, !map.isDeep, !Wildcard.isOne(map.name)
            else { return nil }
            return (map.folder + [map.name]).joined(separator: "/")
        }
    }

    // MARK: - Reading

    private static func directive(
        _ tree: Tree, _ element: Tree.Index, _ base: String, _ variable: (String) -> String?
    ) throws(ParseError) -> Directive {
        let kind = tree.name(of: element)
        guard ["Folder", "FileToFile", "FileToPath"].contains(kind) else {
            throw tree.error(element, "'\(kind)' is no mapping: there are 'Folder', 'FileToFile' and 'FileToPath'")
        }
        func parts(_ name: String) throws(ParseError) -> (parts: [String], isAbsolute: Bool) {
            guard let value = tree.attribute(name, of: element), !value.isEmpty else {
                throw tree.error(element, "'\(kind)' needs '\(name)'")
            }
            let path = expand(value, variable)
            return (path.split(separator: "/").filter { $0 != "." }.map(String.init), path.hasPrefix("/"))
        }
        var (map, isAbsolute) = try parts("map")
        if isAbsolute {
            let above = base.split(separator: "/").map(String.init)
            // What is absolute and elsewhere matches nothing, as nothing of the solution is there.
            map = map.starts(with: above) ? Array(map[above.count...]) : ["/"] + map
        }
        var to = try parts("to")
        var isMapDeep = false
        var isDeep = false
        let name = kind == "Folder" ? nil : map.popLast()
        let newName = kind == "FileToFile" ? to.parts.popLast() : nil
        if kind != "Folder" {
            isMapDeep = map.last == "**"
            isDeep = to.parts.last == "**"
            if isMapDeep { map.removeLast() }
            if isDeep { to.parts.removeLast() }
        }
        if let wild = (map + to.parts).first(where: Wildcard.isOne) {
            let rule = kind == "Folder" ? "a 'Folder' takes no wildcards" : "'**' can only be the last folder of a path"
            throw tree.error(element, "'\(wild)' cannot stand there: \(rule)")
        }
        if kind == "FileToFile", let wild = [name, newName].compactMap(\.self).first(where: Wildcard.isOne) {
            throw tree.error(element, "'\(wild)' cannot stand there: 'FileToFile' names one file, 'FileToPath' takes wildcards")
        }
        let target = Target(folder: (to.isAbsolute ? "/" : "") + to.parts.joined(separator: "/"), isDeep: isDeep)
        guard let name else {
            guard !map.isEmpty else { throw tree.error(element, "'Folder' needs the name of a folder in 'map'") }
            return .folder(map: map, to: target)
        }
        if kind == "FileToFile", newName == nil { throw tree.error(element, "'FileToFile' needs the name of a file in 'to'") }
        return .file(map: Pattern(folder: map, isDeep: isMapDeep, name: name), to: target, name: newName)
    }

    /// Resolves variables and makes slashes of backslashes. What no variable is called stays, as Windows has it.
    private static func expand(_ text: String, _ variable: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "%"),
            let close = rest[rest.index(after: open)...].firstIndex(of: "%")
        {
            let name = String(rest[rest.index(after: open)..<close])
            result += rest[..<open]
            if let value = name.isEmpty ? nil : variable(name) {
                result += value
                rest = rest[rest.index(after: close)...]
            } else {
                // The second sign may begin the next name.
                result += rest[open..<close]
                rest = rest[close...]
            }
        }
        return String(decoding: (result + rest).utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: UTF8.self)
    }
}

/// Names of files with `*` and `?`.
private enum Wildcard {
    static func isOne(_ name: String) -> Bool { name.contains("*") || name.contains("?") }

    /// Whether a name is of a pattern, both in small letters. `*.*` is every name, as on Windows.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        pattern == "*.*" || matches(Array(name.unicodeScalars)[...], Array(pattern.unicodeScalars)[...])
    }

    private static func matches(_ name: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == "*" {
            // Several in a row are one, and the last takes what is left.
            let rest = pattern.drop { $0 == "*" }
            if rest.isEmpty { return true }
            return (name.startIndex...name.endIndex).contains { matches(name[$0...], rest) }
        }
        guard let letter = name.first, first == "?" || first == letter else { return false }
        return matches(name.dropFirst(), pattern.dropFirst())
    }
}

extension [String] {
    fileprivate var folded: [String] { map { $0.lowercased() } }

    /// Without the slash that an empty folder in front would give.
    fileprivate var joinedAsPath: String { filter { !$0.isEmpty }.joined(separator: "/") }
}

extension Tree {
    /// Something wrong with a node.
    func error(_ index: Index, _ message: String) -> ParseError {
        source.withUnsafeBufferPointer { ParseError(at: Int(nodes[index].outer.start), of: $0, message: message) }
    }
}

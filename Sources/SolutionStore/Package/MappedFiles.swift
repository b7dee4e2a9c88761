// The files that a mapping names, found on disk: for packing, where they are read from where they are built.

internal import Bindings
public import SolutionCore

extension FileMapping {
    /// Reads a mapping file. `folder` is the solution's folder as an absolute path, `variable` looks up `%NAME%`.
    public static func read(
        _ file: String, folder: String, variable: (String) -> String?
    ) throws(StoreError) -> FileMapping {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try Files.read(file)
        } catch {
            throw StoreError(error)
        }
        do throws(ParseError) {
            let tree = try Document(bytes, syntax: .xml, names: Names()).tree
            return try FileMapping(tree, folder: folder, variable: variable)
        } catch {
            throw StoreError(error, file: file)
        }
    }
}

/// Looks for mapped files. What it meets on the way is told in words.
final class MappedFiles {
    private let mapping: FileMapping
    private let folder: String
    /// By folded path: the file, or nil where there is none. What no directive matches is not in it.
    private var found: [Exact: String?] = [:]
    /// The files that were found, by the parts of their paths.
    private var sources: Set<[Exact]> = []
    /// All files below a folder, for wildcards, and their places by folded name.
    private var walked: [Exact: (files: [String], named: [Exact: [Int]])] = [:]
    private(set) var warnings: [String] = []
    private(set) var problems: [String] = []

    /// Relative places start from `folder`.
    init(_ mapping: FileMapping, folder: String) {
        self.mapping = mapping
        self.folder = folder
    }

    /// Whether a file of the folder stands elsewhere.
    func has(_ path: String) -> Bool { !mapping.places(of: path).isEmpty }

    /// Finds the file now, so that `isSource` knows of it.
    func look(for path: String) { _ = location(of: path) }

    /// The mapped file's bytes; nil where no directive matches, or none leads to a file, which is a problem then.
    func bytes(of path: String) throws(StoreError) -> [UInt8]? {
        guard let file = location(of: path) else { return nil }
        do throws(SystemError) {
            return try Files.read(file)
        } catch {
            throw StoreError(error)
        }
    }

    /// Files that only the mapping knows, in the components that the folder has: built controls and packages.
    func offered(beside paths: [String]) -> [String] {
        let components = Set(exact: paths.compactMap(Self.component))
        func isOurs(_ path: String) -> Bool { Self.component(path).map(components.contains) ?? false }
        // A mapping may serve several solutions: what is missing for another one is no problem here.
        var offered = mapping.files.filter { isOurs($0) && location(of: $0) != nil }
        for (path, place) in mapping.folders {
            offered += walk(place).files.map { path + "/" + $0 }.filter(isOurs)
        }
        return offered
    }

    /// Whether a file of the folder is where a mapped one was read from: it is not packed a second time under its own name.
    func isSource(_ path: String) -> Bool {
        sources.contains(Self.plain(folder.isEmpty ? path : folder + "/" + path))
    }

    /// The two outermost folders of a path: those of a component that has files of its own.
    private static func component(_ path: String) -> String? {
        let parts = path.lowercased().split(separator: "/", maxSplits: 2)
        return parts.count > 2 ? parts[0] + "/" + parts[1] : nil
    }

    /// Without the steps that lead back.
    private static func plain(_ path: String) -> [Exact] {
        path.split(separator: "/").map(Exact.init).reduce(into: []) { parts, part in
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else if part != "." { parts.append(part) }
        }
    }

    // MARK: - Looking

    private func location(of path: String) -> String? {
        if let known = found[path.lowercased()] { return known }
        let places = mapping.places(of: path)
        guard !places.isEmpty else { return nil }
        for place in places {
            let files = files(at: place)
            if let first = files.first {
                if files.count > 1 {
                    warnings.append("'\(path)' is mapped to \(files.count) files '\(place)': '\(first)' is taken")
                }
                found[path.lowercased()] = .some(first)
                sources.insert(Self.plain(first))
                return first
            }
            warnings.append("'\(path)' is mapped to '\(place)', which does not exist: skipped")
        }
        problems.append("'\(path)' is mapped, but no file that it is mapped to exists")
        found[path.lowercased()] = .some(nil)
        return nil
    }

    private func files(at place: FileMapping.Place) -> [String] {
        if !place.isDeep { return resolve(place.description).map { [$0] } ?? [] }
        guard let root = resolve(place.folder.isEmpty ? "." : place.folder) else { return [] }
        let below = walk(place.folder)
        return (below.named[place.name.lowercased()] ?? []).map { root + "/" + below.files[$0] }
    }

    private func walk(_ place: String) -> (files: [String], named: [Exact: [Int]]) {
        if let known = walked[place] { return known }
        var files: [String] = []
        if let root = resolve(place.isEmpty ? "." : place), let entries = try? Walk.list(root, details: false) {
            files = entries.filter { $0.kind == .file }.map(\.path)
        }
        let result = (files, Dictionary(exact: files.indices) { (files[$0].split(separator: "/").last ?? "").lowercased() })
        walked[place] = result
        return result
    }

    /// The path as the disk spells it: mapping files are written where letter case does not count.
    private func resolve(_ place: String) -> String? {
        let path = place.hasPrefix("/") || folder.isEmpty ? place : folder + "/" + place
        if Files.exists(path) { return path }
        var here = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            let exact = here + part
            if part == ".." || part == "." || Files.exists(exact) {
                here = exact + "/"
                continue
            }
            var names: [String] = []
            let files = try? Walk.list(here.isEmpty ? "." : here, details: false) {
                names.append($0); return false
            }
            names += (files ?? []).map(\.path)
            guard let name = names.first(where: { $0.lowercased() == part.lowercased() }) else { return nil }
            here += name + "/"
        }
        return String(here.dropLast())
    }
}

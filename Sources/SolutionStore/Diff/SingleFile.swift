// One file by itself, as git hands it to its drivers: compared with another state of it, or as lines.

internal import Bindings
internal import SolutionCore

extension SnapshotComparer {
    /// Compares two states of one file of a working tree; nil where there is none. What is told of it by other files is
    /// read from the folder, which may be at another state: names may differ from those of the time, changes never.
    public func compareFile(
        _ path: String, newPath: String? = nil, before: [UInt8]?, after: [UInt8]?, below folder: String
    ) throws(StoreError) -> [SolutionComparison] {
        let (one, other) = (FileSnapshot(path, before, below: folder), FileSnapshot(newPath ?? path, after, below: folder))
        let root = SolutionPath.of(path, has: one.has).folder
        let manifest = one.manifest(in: root)
        func finder(_ snapshot: FileSnapshot) -> SubjectFinder {
            SubjectFinder(snapshot, folder: root, language: manifest?.language, names: shapes.names)
        }
        let comparer = FileComparer(shapes: shapes, before: finder(one), after: finder(other), folder: root)
        let old = before == nil ? nil : path.inside(root)
        let new = after == nil ? nil : (newPath ?? path).inside(root)
        guard let file = try comparer.compare(old, new) else { return [] }
        return [SolutionComparison(before: manifest, after: manifest, folder: root, files: [file])]
    }
}

/// The files of a folder, one of which has other content, or is not there.
private final class FileSnapshot: Snapshot {
    let name = "the file"
    private let path: String
    private let bytes: [UInt8]?
    private let folder: String

    init(_ path: String, _ bytes: [UInt8]?, below folder: String) {
        self.path = path
        self.bytes = bytes
        self.folder = folder
    }

    /// Nothing asks for it: a file is found by its name.
    var paths: [String] { bytes == nil ? [] : [path] }

    func has(_ path: String) -> Bool { path == self.path ? bytes != nil : Files.exists(folder + path) }

    func files(in inner: String) throws(StoreError) -> [String] {
        let entries = (try? Walk.list(folder + inner, details: false) { _ in false }) ?? []
        return entries.filter { $0.kind == .file }.map(\.path)
    }

    func read(_ path: String) throws(StoreError) -> [UInt8] {
        if path == self.path, let bytes { return bytes }
        do throws(SystemError) {
            return try Files.readContent(folder + path)
        } catch {
            throw StoreError(error)
        }
    }

    func manifest(in root: String) -> Manifest? {
        for manifest in SolutionPath.manifests {
            guard let bytes = try? read(root + manifest),
                let tree = try? Document(bytes, syntax: .xml, names: Names()).tree
            else { continue }
            return try? Manifest(tree)
        }
        return nil
    }
}

/// A document as lines, whatever it is called and wherever it lies.
public enum DocumentLines {
    /// `address = value` for each value; nil where it is no document. A text of several lines has a line for each.
    public static func lines(of bytes: [UInt8], path: String) -> [String]? {
        if LargeFile(pointer: bytes) != nil { return ["content = " + Content.summary(bytes)] }
        let shapes = RepositoryRules.none.shapes
        guard let syntax = Syntax(path: path),
            let tree = try? Document(bytes, syntax: syntax, names: shapes.names).tree
        else { return nil }
        let none = Subject(kind: "file", address: Address(""), name: "")
        let outline = Outline(
            FileChanges.Side(tree, subject: none, match: nil, language: nil), path: tree.likelyPath() ?? "x.\(syntax)",
            shapes: shapes
        ) { try? Document($0, syntax: $1, names: shapes.names).tree }
        return outline.lines.flatMap(Self.lines)
    }

    /// The lines of a document with conflict markers: those that both sides share, and the others between markers. Git compares them with
    /// the lines of both sides. Nil where a side is no document.
    public static func lines(ofMarked bytes: [UInt8], path: String) -> [String]? {
        let file = MarkedFile(bytes)
        guard let first = file.regions.first else { return nil }
        func lines(_ choice: ConflictChoice) -> [UInt8]? {
            let text = ConflictRegion.replacing(in: file.text) { $0.bytes(choice) }
            return file.bytes(of: text).flatMap { Self.lines(of: $0, path: path) }.map { Array($0.map { $0 + "\n" }.joined().utf8) }
        }
        guard let ours = lines(.ours), let theirs = lines(.theirs) else { return nil }
        let options = LineMergeOptions(oursLabel: first.side, theirsLabel: first.theirsLabel)
        guard let merged = try? mergeLines(base: nil, ours: ours, theirs: theirs, options: options) else { return nil }
        return String(decoding: merged.bytes, as: UTF8.self).lines.dropLast().map(String.init)
    }

    static func lines(of line: Outline.Line) -> [String] {
        let address = line.address.description
        let name = address.hasPrefix("/") ? String(address.dropFirst()) : address
        guard let value = line.value else { return [name] }
        let parts = value.lines
        if parts.count == 1 { return ["\(name) = \(value)"] }
        return parts.map { "\(name) | \($0)" }
    }
}

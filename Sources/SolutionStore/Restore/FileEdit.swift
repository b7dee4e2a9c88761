// A file that is to be another: what taking out, bringing back and renaming components come to.

public import Bindings
internal import SolutionCore

/// Paths are those of the snapshot.
public struct FileEdit: Sendable {
    public let path: String
    /// Nil where the file is to be gone.
    public let bytes: [UInt8]?
    /// The file was not there before.
    public let isNew: Bool

    init(_ path: String, _ bytes: [UInt8]?, isNew: Bool = false) {
        self.path = path
        self.bytes = bytes
        self.isNew = isNew
    }
}

extension Overlay {
    /// What a snapshot would be with edits in it.
    public convenience init(_ edits: [FileEdit], over below: any Snapshot) {
        self.init(Dictionary(exact: edits.map { ($0.path, $0.bytes) }) { _, last in last }, over: below)
    }
}

extension [FileEdit] {
    /// Writes into a folder that need be no repository. A file is replaced whole or not at all; folders in which nothing is left go too.
    public func write(to folder: TrustedPath) throws(StoreError) {
        let checked = try map { (edit) throws(StoreError) in (path: try gated(edit.path), bytes: edit.bytes) }
        var seen: Set<CheckedPath> = []
        if let twice = checked.first(where: { !seen.insert($0.path).inserted })?.path.text {
            throw StoreError(.badInput, "'\(twice)' is to be two things at once", hints: ["nothing was written"])
        }
        try system { () throws(SystemError) in
            let root = try Root(folder)
            // What is new first: a file that moves is never in neither place.
            for (path, bytes) in checked { if let bytes { try root.write(bytes, to: path) } }
            for (path, bytes) in checked where bytes == nil {
                try root.remove(path)
                root.removeEmptyFolders(above: path)
            }
        }
    }
}

extension TreeSwitch {
    /// Into the index, as git would store them.
    public func stage(_ edits: [FileEdit], in pack: ObjectPack, filter: any ContentFilter) throws(StoreError) {
        for edit in edits {
            stage(try gated(edit.path), try edit.bytes.map { (bytes) throws(StoreError) in try pack.store(edit.path, bytes, filter) })
        }
    }

    /// Into the working tree, as git would check them out.
    public func write(_ edits: [FileEdit], filter: any ContentFilter) throws(StoreError) {
        for edit in edits {
            let content = try edit.bytes.map { (bytes) throws(StoreError) in try filter.checkedOut(edit.path, bytes) ?? bytes }
            let path = try gated(edit.path)
            do throws(GitError) { try write(path, content) } catch { throw StoreError(error, doing: "write '\(edit.path)'") }
        }
    }
}

extension ObjectPack {
    /// The blob that git would store of a file with this content.
    func store(_ path: String, _ bytes: [UInt8], _ filter: (any ContentFilter)?) throws(StoreError) -> ObjectID {
        if let filter, try filter.concerns(path, bytes) { return try filter.clean(path, bytes) }
        do throws(GitError) { return try writeBlob(bytes) } catch { throw StoreError(error, doing: "store '\(path)'") }
    }
}

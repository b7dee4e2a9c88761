// Edits of files, as a switch takes them: into the index as git would store them, into the working tree as git would check them out.

public import Bindings
internal import SolutionCore

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

extension Repository {
    /// Puts edits into the index and others into the working tree: all of them, or none.
    public func change(staged: [FileEdit], files: [FileEdit], filter: any ContentFilter) throws(StoreError) {
        let pack = try ofGit { () throws(GitError) in try ObjectPack(for: self) }
        let change = try ofGit { () throws(GitError) in try TreeSwitch(of: self, touchesFiles: true) }
        try change.stage(staged, in: pack, filter: filter)
        try change.write(files, filter: filter)
        try ofGit { () throws(GitError) in try pack.land() }
        try change.finishAlone(nil)
    }
}

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
    public func write(to folder: String) throws(StoreError) {
        do throws(SystemError) {
            for edit in self {
                let file = folder + "/" + edit.path
                if let bytes = edit.bytes {
                    if let parent = Files.parent(of: file) { try Files.createDirectories(parent) }
                    try Files.write(bytes, to: file)
                } else {
                    if Files.exists(file) { try Files.remove(file) }
                    try Self.removeEmptyFolders(above: edit.path, in: folder)
                }
            }
        } catch {
            throw StoreError(error)
        }
    }

    private static func removeEmptyFolders(above path: String, in folder: String) throws(SystemError) {
        var parent = Files.parent(of: path)
        while let directory = parent, !directory.isEmpty, directory != ".", Files.isDirectory(folder + "/" + directory) {
            guard try Walk.list(folder + "/" + directory, details: false).isEmpty else { return }
            try Files.removeDirectory(folder + "/" + directory)
            parent = Files.parent(of: directory)
        }
    }
}

extension TreeSwitch {
    /// Into the index, as git would store them.
    public func stage(_ edits: [FileEdit], in pack: ObjectPack, filter: any ContentFilter) throws(StoreError) {
        for edit in edits { stage(edit.path, try edit.bytes.map { (bytes) throws(StoreError) in try pack.store(edit.path, bytes, filter) }) }
    }

    /// Into the working tree, as git would check them out.
    public func write(_ edits: [FileEdit], filter: any ContentFilter) throws(StoreError) {
        for edit in edits {
            let content = try edit.bytes.map { (bytes) throws(StoreError) in try filter.checkedOut(edit.path, bytes) ?? bytes }
            do throws(GitError) { try write(edit.path, content) } catch { throw StoreError(error, doing: "write '\(edit.path)'") }
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

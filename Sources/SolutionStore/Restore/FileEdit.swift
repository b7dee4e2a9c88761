// A file that is to be another: what taking out, bringing back and renaming components come to.

public import Bindings

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
        self.init(Dictionary(edits.map { ($0.path, $0.bytes) }) { _, last in last }, over: below)
    }
}

extension [FileEdit] {
    /// Writes into a folder. A file is replaced whole or not at all; folders in which nothing is left go too.
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

    /// Puts them into the index of a repository, all at once.
    public func stage(in repository: Repository) throws(StoreError) {
        do throws(GitError) {
            var blobs: [String: ObjectID] = [:]
            for edit in self { if let bytes = edit.bytes { blobs[edit.path] = try repository.writeBlob(bytes) } }
            try repository.updateIndex { (index) throws(GitError) in
                for edit in self {
                    if let id = blobs[edit.path] {
                        try index.put(edit.path, mode: index.entry(edit.path)?.mode ?? .file, id: id)
                    } else {
                        try index.remove(edit.path)
                    }
                }
            }
        } catch {
            throw StoreError(error, doing: "update the index")
        }
    }
}

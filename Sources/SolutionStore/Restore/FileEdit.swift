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
    /// Changes files of a folder; git's index is not touched. In the working tree of `repository` it is all of them or none. Elsewhere each file is
    /// replaced whole: there is no place of our own for a journal, and a folder that others made is none.
    public func write(to folder: TrustedPath, in repository: Repository?) throws(StoreError) {
        var seen: Set<CheckedPath> = []
        for edit in self where !seen.insert(try gated(edit.path)).inserted {
            throw StoreError(.badInput, "'\(edit.path)' is to be two things at once", hints: ["nothing was written"])
        }
        guard let repository, let prefix = repository.path(inside: folder.text) else { return try write(below: folder) }
        let change = try ofGit { () throws(GitError) in try TreeSwitch(of: repository, touchesFiles: true) }
        for edit in self {
            let path = try gated(prefix + edit.path, as: .repository)
            try ofGit { () throws(GitError) in try change.write(path, edit.bytes) }
        }
        try change.finishAlone(nil)
    }

    private func write(below folder: TrustedPath) throws(StoreError) {
        let checked = try map { (edit) throws(StoreError) in (path: try gated(edit.path), bytes: edit.bytes) }
        try ofSystem { () throws(SystemError) in
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

extension Repository {
    /// A folder as it is named from the top of the working tree, with a slash at its end; nil where it is not in it.
    func path(inside folder: String) -> String? {
        guard let top = workingDirectory, let real = Files.realPath(top), let here = Files.realPath(folder) else { return nil }
        if here == real { return "" }
        return here.hasPrefix(real + "/") ? here.inside(real + "/") + "/" : nil
    }
}

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
    /// Changes files of a folder, all of them or none; git's index is not touched. `repository`: what one is in, if any.
    public func write(to folder: TrustedPath, in repository: Repository?) throws(StoreError) {
        let root = try ofSystem { () throws(SystemError) in try Root(folder) }
        var prefix = ""
        var change: TreeSwitch?
        if let repository, let inside = repository.path(inside: folder.text) {
            (prefix, change) = (inside, try ofGit { () throws(GitError) in try TreeSwitch(of: repository, touchesFiles: true) })
        }
        let work: TreeSwitch
        if let change { work = change } else { work = try ofGit { () throws(GitError) in try TreeSwitch(in: root) } }
        var seen: Set<CheckedPath> = []
        for edit in self {
            guard seen.insert(try gated(edit.path)).inserted else {
                throw StoreError(.badInput, "'\(edit.path)' is to be two things at once", hints: ["nothing was written"])
            }
            let path = try gated(prefix + edit.path, as: .repository)
            try ofGit { () throws(GitError) in try work.write(path, edit.bytes) }
        }
        try work.finishAlone(nil)
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

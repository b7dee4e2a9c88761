// Writes an unpacked solution into a folder: only what changed is touched, only what was ours is deleted.

public import Bindings
internal import SolutionCore

/// What writing would do to a folder, and then does.
public struct FolderUpdate {
    /// Files that are new or have other content.
    public private(set) var written: [String] = []
    /// Files that are as they should be.
    public private(set) var kept: [String] = []
    /// Files of components that the solution no longer has.
    public private(set) var obsolete: [String] = []
    private let folder: TrustedPath
    /// A person has named it, and means what it leads to.
    private let isNamed: Bool
    private let solution: UnpackedSolution
    /// Nothing is at the folder's place.
    private let isNew: Bool
    /// What a killed run did not complete.
    private var leftovers: [String] = []

    /// Compares. Where there is a folder, everything is read once before anything is written, so that a damaged zip leaves
    /// it as it was.
    ///
    /// `isNamed`: a person has named the folder; else no link of its name is followed. `mapped`: files that stand elsewhere. One that is
    /// still in the folder is left alone.
    public init(
        _ solution: UnpackedSolution, into folder: TrustedPath, isNamed: Bool = true, mapped: [String] = []
    ) throws(StoreError) {
        self.folder = folder
        self.isNamed = isNamed
        self.solution = solution
        isNew = !Files.exists(folder.text)
        if isNew {
            written = solution.files.map(\.path)
        } else {
            let snapshot = try compare()
            obsolete = Self.obsolete(in: snapshot, beside: solution.files.map(\.path) + mapped)
            leftovers = snapshot.leftovers
        }
    }

    /// Reads what `write` would read, for those who do not write.
    public func verify() throws(StoreError) {
        var bytes: [UInt8] = []
        for file in solution.files { try file.read(into: &bytes) }
    }

    /// Writes what differs. A file is replaced whole or not at all, and a new folder is there whole or not at all.
    public func write(replacingReadOnly: Bool = false) throws(StoreError) {
        try ofSystem { () throws(SystemError) in
            // Only a folder that has a name of its own can be renamed into place: 'new/.' is there once its parent is.
            if let parent = Files.parent(of: folder.text) { try Files.createDirectories(TrustedPath(trusting: parent)) }
        }
        if isNew {
            guard Files.exists(folder.text) else { return try writeNew() }
            try verify()
        }
        let root = try root()
        let changed = Set(exact: written)
        var bytes: [UInt8] = []
        for file in solution.files.told(.writing) where changed.contains(file.path) {
            let path = try gated(file.path)
            try file.read(into: &bytes)
            try ofSystem { () throws(SystemError) in
                if !replacingReadOnly, let status = try root.status(path) {
                    if status.mode & 0o200 == 0 { throw SystemError.readOnly(folder.text + "/" + path.text) }
                    // At the top lies what is a repository's own, as `Makefile`; no component has a file there.
                    if path.parent == nil { throw SystemError.foreign(folder.text + "/" + path.text) }
                }
                try root.write(bytes, to: path)
            }
        }
        for path in leftovers {
            let path = try gated(path, as: .repository)
            try ofSystem { () throws(SystemError) in try root.remove(path) }
        }
    }

    private func root() throws(StoreError) -> Root {
        try ofSystem { () throws(SystemError) in try Root(folder, followingLinks: isNamed) }
    }

    private func writeNew() throws(StoreError) {
        var bytes: [UInt8] = []
        let new = try ofSystem { () throws(SystemError) in try NewFolder(at: folder) }
        for file in solution.files.told(.writing) {
            let path = try gated(file.path)
            try file.read(into: &bytes)
            try ofSystem { () throws(SystemError) in try new.add(bytes, as: path) }
        }
        try ofSystem { () throws(SystemError) in try new.finish() }
    }

    /// Deletes what is obsolete, and folders that are empty then.
    public func deleteObsolete() throws(StoreError) {
        let root = try root()
        for path in obsolete {
            let path = try gated(path, as: .repository)
            try ofSystem { () throws(SystemError) in try root.remove(path) }
            root.removeEmptyFolders(above: path)
        }
    }

    private mutating func compare() throws(StoreError) -> FolderSnapshot {
        let root = try root()
        let (snapshot, same) = try FolderComparison.same(solution.files, in: folder.text)
        let there = Set(exact: snapshot.paths)
        var bytes: [UInt8] = []
        for (number, file) in Array(solution.files.enumerated()).told(.comparing) {
            // A walk follows no links: there is none on the way to what it met.
            var isSame = same.contains(number) && there.contains(file.path)
            if !isSame {
                let path = try gated(file.path)
                let status = try ofSystem { () throws(SystemError) in try root.status(path) }
                if status?.kind == .link {
                    throw StoreError(
                        .failed, "'\(folder.text)/\(file.path)' is a symbolic link: what is written to it would take its place",
                        hints: ["remove the link, or unpack into another folder"])
                }
                try file.read(into: &bytes)
                if let status, status.kind == .file, status.size == bytes.count {
                    isSame = try ofSystem { () throws(SystemError) in try root.read(path) } == bytes
                }
            }
            if isSame { kept.append(file.path) } else { written.append(file.path) }
        }
        return snapshot
    }

    /// Files that unpacking would have written for what the folder holds, and that it does not write now.
    private static func obsolete(in snapshot: FolderSnapshot, beside new: [String]) -> [String] {
        // Joining reads the whole folder again: nothing of it can be obsolete but what unpacking does not write.
        guard Set(exact: snapshot.paths).subtracting(new).contains(where: { !SolutionPath.isOfGit($0.text) }) else { return [] }
        let claimed = SolutionFolder(snapshot, folder: "").join(asManaged: false).claimed
        return claimed.subtracting(new).texts
    }
}

extension SystemError {
    fileprivate static func foreign(_ path: String) -> SystemError {
        SystemError(number: 17, action: "replace a file that is in no component (--clobber does)", path: path)
    }

    fileprivate static func readOnly(_ path: String) -> SystemError {
        SystemError(number: 13, action: "replace the read-only file", path: path)
    }
}

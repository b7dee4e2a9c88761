// Writes an unpacked solution into a folder: only what changed is touched, only what was ours is deleted.

internal import Bindings
internal import SolutionCore

/// What writing would do to a folder, and then does.
public struct FolderUpdate {
    /// Files that are new or have other content.
    public private(set) var written: [String] = []
    /// Files that are as they should be.
    public private(set) var kept: [String] = []
    /// Files of components that the solution no longer has.
    public private(set) var obsolete: [String] = []
    private let folder: String
    private let solution: UnpackedSolution
    /// Nothing is at the folder's place.
    private let isNew: Bool
    /// What a killed run did not complete.
    private var leftovers: [String] = []

    /// Compares. Where there is a folder, everything is read once before anything is written, so that a damaged zip leaves
    /// it as it was.
    ///
    /// `mapped`: files that stand elsewhere. One that is still in the folder is left alone.
    public init(_ solution: UnpackedSolution, into folder: String, mapped: [String] = []) throws(StoreError) {
        self.folder = folder
        self.solution = solution
        isNew = !Files.exists(folder)
        if isNew {
            written = solution.files.map(\.path)
        } else {
            try compare()
            let snapshot = try FolderSnapshot(folder)
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
        var bytes: [UInt8] = []
        do throws(SystemError) {
            // Only a folder that has a name of its own can be renamed into place: 'new/.' is there once its parent is.
            if let parent = Files.parent(of: folder) { try Files.createDirectories(parent) }
        } catch {
            throw StoreError(error)
        }
        if isNew {
            guard Files.exists(folder) else { return try writeNew() }
            try verify()
        }
        let changed = Set(exact: written)
        var made: Set<String> = []
        for file in solution.files where changed.contains(file.path) {
            let path = folder + "/" + file.path
            try file.read(into: &bytes)
            do throws(SystemError) {
                if let parent = Files.parent(of: path), made.insert(parent).inserted { try Files.createDirectories(parent) }
                if !replacingReadOnly, let status = try Files.status(path), status.mode & 0o200 == 0 {
                    throw SystemError.readOnly(path)
                }
                try Files.write(bytes, to: path)
            } catch {
                throw StoreError(error)
            }
        }
        do throws(SystemError) {
            for path in leftovers { try Files.remove(folder + "/" + path) }
        } catch {
            throw StoreError(error)
        }
    }

    private func writeNew() throws(StoreError) {
        var bytes: [UInt8] = []
        let new = try Self.wrapped { () throws(SystemError) in try NewFolder(at: folder) }
        for file in solution.files {
            try file.read(into: &bytes)
            try Self.wrapped { () throws(SystemError) in try new.add(bytes, as: file.path) }
        }
        try Self.wrapped { () throws(SystemError) in try new.finish() }
    }

    private static func wrapped<Result>(_ body: () throws(SystemError) -> Result) throws(StoreError) -> Result {
        do throws(SystemError) {
            return try body()
        } catch {
            throw StoreError(error)
        }
    }

    /// Deletes what is obsolete, and folders that are empty then.
    public func deleteObsolete() throws(StoreError) {
        do throws(SystemError) {
            for path in obsolete {
                try Files.remove(folder + "/" + path)
                var parent = Files.parent(of: path)
                while let directory = parent, !directory.isEmpty, directory != "." {
                    guard try Walk.list(folder + "/" + directory, details: false).isEmpty else { break }
                    try Files.removeDirectory(folder + "/" + directory)
                    parent = Files.parent(of: directory)
                }
            }
        } catch {
            throw StoreError(error)
        }
    }

    private mutating func compare() throws(StoreError) {
        var bytes: [UInt8] = []
        var passed: Set<String> = []
        for file in solution.files {
            try checkLinks(file.path, &passed)
            try file.read(into: &bytes)
            if try Self.holds(folder + "/" + file.path, bytes) { kept.append(file.path) } else { written.append(file.path) }
        }
    }

    private func checkLinks(_ path: String, _ passed: inout Set<String>) throws(StoreError) {
        let link: String?
        do throws(SystemError) {
            link = try Files.linkInTheWay(of: path, under: folder, passed: &passed)
        } catch {
            throw StoreError(error)
        }
        guard let link else { return }
        throw StoreError(
            .failed, "'\(folder)/\(link)' is a symbolic link: what is written through it would land elsewhere",
            hints: ["remove the link, or unpack into another folder"])
    }

    private static func holds(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> Bool {
        do throws(SystemError) {
            guard let status = try Files.status(path), status.kind == .file, status.size == bytes.count else { return false }
            return try Files.read(path) == bytes
        } catch {
            throw StoreError(error)
        }
    }

    /// Files that unpacking would have written for what the folder holds, and that it does not write now.
    private static func obsolete(in snapshot: FolderSnapshot, beside new: [String]) -> [String] {
        let claimed = SolutionFolder(snapshot, folder: "").join(asManaged: false).claimed
        return claimed.subtracting(new).texts
    }
}

extension SystemError {
    fileprivate static func readOnly(_ path: String) -> SystemError {
        SystemError(number: 13, action: "replace the read-only file", path: path)
    }
}

// Puts a diff into a folder: everything is checked before anything is written.

internal import Bindings
internal import SolutionCore

/// What applying a diff to a folder would do, and then does.
public struct PatchUpdate {
    /// Paths in the folder, with what they are to hold; nil where the file is to be gone.
    public let results: [(path: String, bytes: [UInt8]?)]
    private let folder: String

    /// Finds the diff's solutions in the folder and makes all results. Every file that does not fit is an error.
    public init(_ patch: Patch, to folder: String) throws(PatchRefusal) {
        self.folder = folder
        var results: [(path: String, bytes: [UInt8]?)] = []
        var problems: [StoreError] = []
        for solution in patch.solutions {
            do throws(StoreError) {
                let move = try Self.move(of: solution, in: folder)
                for file in solution.files {
                    do throws(StoreError) {
                        try Self.check(file.path, folder)
                        if let new = file.newPath { try Self.check(new, folder) }
                        let path = move(file.path)
                        let old = try Self.read(folder + "/" + path)
                        let new = try file.applied(to: old, at: path)
                        if let other = file.newPath {
                            if try Self.read(folder + "/" + move(other)) != nil {
                                throw StoreError(.badInput, "it exists already", file: move(other), hints: ["the diff moves a file there"])
                            }
                            results.append((path, nil))
                            results.append((move(other), new))
                        } else {
                            results.append((path, new))
                        }
                    } catch {
                        problems.append(error)
                    }
                }
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw PatchRefusal(reasons: problems) }
        self.results = results
    }

    /// Writes. A file is replaced whole or not at all.
    public func write() throws(StoreError) {
        do throws(SystemError) {
            for (path, bytes) in results {
                let file = folder + "/" + path
                if let bytes {
                    if let parent = Files.parent(of: file) { try Files.createDirectories(parent) }
                    try Files.write(bytes, to: file)
                } else {
                    try Files.remove(file)
                    try Self.removeEmptyFolders(above: path, in: folder)
                }
            }
        } catch {
            throw StoreError(error)
        }
    }

    private static func removeEmptyFolders(above path: String, in folder: String) throws(SystemError) {
        var parent = Files.parent(of: path)
        while let directory = parent, !directory.isEmpty, directory != "." {
            guard try Walk.list(folder + "/" + directory, details: false).isEmpty else { return }
            try Files.removeDirectory(folder + "/" + directory)
            parent = Files.parent(of: directory)
        }
    }

    /// How the diff's paths lie in the folder: as they are, or below where its solution is here.
    private static func move(of solution: Patch.Solution, in folder: String) throws(StoreError) -> (String) -> String {
        if solution.files.contains(where: { $0.before != nil && Files.exists(folder + "/" + $0.path) }) { return { $0 } }
        let places = try SolutionPlace.places(in: try FolderSnapshot(folder))
        let same = places.filter { $0.manifest.uniqueName.lowercased() == solution.name.lowercased() }
        // A solution of another name takes the diff only where it can be meant alone.
        let isNew = solution.files.allSatisfy { $0.before == nil }
        guard let place = same.first ?? (places.count == 1 && !isNew ? places.first : nil), place.path != solution.folder
        else { return { $0 } }
        return { place.path + $0.dropFirst(solution.folder.count) }
    }

    private static func check(_ path: String, _ folder: String) throws(StoreError) {
        guard let problem = ZipName.problem(path) else { return }
        throw StoreError(.badInput, "the diff names '\(path)', which \(problem)", file: folder)
    }

    private static func read(_ path: String) throws(StoreError) -> [UInt8]? {
        do throws(SystemError) {
            return Files.exists(path) ? try Files.read(path) : nil
        } catch {
            throw StoreError(error)
        }
    }
}

/// Everything that does not fit.
public struct PatchRefusal: Error {
    public let reasons: [StoreError]
}

// Puts a diff into a folder: everything is checked before anything is written.

public import Bindings
internal import SolutionCore

/// What applying a diff to a folder would do, and then does.
public struct PatchUpdate {
    /// Paths in the folder, with what they are to hold; nil where the file is to be gone.
    public let results: [(path: String, bytes: [UInt8]?)]
    /// What the diff and the folder disagree on; the files have markers there.
    public let conflicts: [OpenConflict]
    /// Files of the diff that tell git what to do: they are no part of a solution, and a diff is no way to change them.
    public let leftOut: [String]
    private let folder: TrustedPath

    /// Finds the diff's solutions in the folder and makes all results. Every file that does not fit is an error, or, with
    /// `merger`, merged; `base` gives the blob that the diff starts from. `guessing`: folders that only look like solutions are some.
    public init(
        _ patch: Patch, to folder: TrustedPath, guessing: Bool = false, merger: FileMerger? = nil,
        base: (ObjectID) -> [UInt8]? = { _ in nil }
    ) throws(PatchRefusal) {
        self.folder = folder
        let root: Root
        do throws(SystemError) { root = try Root(folder) } catch { throw PatchRefusal(reasons: [StoreError(error)]) }
        var conflicts: [OpenConflict] = []
        var results: [(path: String, bytes: [UInt8]?)] = []
        var problems: [StoreError] = []
        var leftOut: [String] = []
        let places: [SolutionPlace]
        let guessed: [String]
        do throws(StoreError) {
            let snapshot = try FolderSnapshot(root.path)
            places = try SolutionPlace.places(in: snapshot)
            // What looks like a component opens a folder only where somebody says so: it may be anything.
            guessed = guessing ? SolutionRoots.guess(in: snapshot.paths).map(\.folder) : []
        } catch {
            throw PatchRefusal(reasons: [error])
        }
        for solution in patch.solutions {
            do throws(StoreError) {
                let move = try Self.move(of: solution, places, in: root)
                let isContent = Self.content(of: solution, places.map(\.path) + guessed, guessing, move)
                for file in solution.files {
                    if let steering = [file.path, file.newPath].compactMap(\.self).first(where: PathGate.steers) {
                        leftOut.append(steering)
                        continue
                    }
                    do throws(StoreError) {
                        // Where it leads is judged, not what the diff says: taking a folder off a path makes another path.
                        let place = try gated(move(file.path))
                        let path = place.text
                        let old = try ofSystem { () throws(SystemError) in try root.read(place) }
                        try isContent(path, file.before == nil && old == nil)
                        let new: [UInt8]?
                        if let merger, try Patch.File.id(old) != file.before {
                            new = try Self.merged(file, old, path, path.inside(move(solution.folder)), merger, base, &conflicts)
                        } else {
                            new = try file.applied(to: old, at: path)
                        }
                        if let other = try file.newPath.map({ (path) throws(StoreError) in try gated(move(path)) }) {
                            try isContent(other.text, true)
                            if try ofSystem({ () throws(SystemError) in try root.status(other) }) != nil {
                                throw StoreError(.badInput, "it exists already", file: other.text, hints: ["the diff moves a file there"])
                            }
                            results.append((path, nil))
                            results.append((other.text, new))
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
        self.conflicts = conflicts
        self.leftOut = leftOut
    }

    /// Refuses what is no file of a solution: those of the folder, and the one that the diff itself brings. Beside a solution at the top
    /// lies what is not its own, so only what is in a folder there is.
    ///
    /// A manifest that the diff brings opens its folder to what is new there, and to nothing that was there before.
    private static func content(
        of solution: Patch.Solution, _ places: [String], _ guessing: Bool, _ move: (String) -> String
    ) -> (_ path: String, _ isNew: Bool) throws(StoreError) -> Void {
        let manifest = "Other/Solution.xml"
        let brought = solution.files.filter { $0.before == nil && $0.after != nil }.map { move($0.path) }.compactMap { path -> String? in
            path == manifest ? "" : path.hasSuffix("/" + manifest) ? String(path.dropLast(manifest.count)) : nil
        }
        let documents: Set<Exact> = ["solution.xml", "customizations.xml", "[Content_Types].xml"]
        return { (path, isNew) throws(StoreError) in
            let isOurs = (isNew ? places + brought : places).contains { folder in
                path.hasPrefix(folder) && PathGate.problem(path.inside(folder)) == nil
                    && (!folder.isEmpty || path.contains("/") || documents.contains(path))
            }
            let likely = guessing ? SolutionPath.likelyFolder(path) : nil
            if isOurs || likely.map({ PathGate.problem(path.inside($0)) == nil }) ?? false { return }
            throw StoreError(
                .badInput, "the diff changes '\(path)', which is in no solution here",
                hints: [
                    "nothing was written; 'git apply' takes patches of other files",
                    "'--without-manifest' also takes folders for solutions that only look like some",
                ])
        }
    }

    /// The diff's change put into a file that is not the one it starts from.
    private static func merged(
        _ file: Patch.File, _ old: [UInt8]?, _ path: String, _ inside: String, _ merger: FileMerger,
        _ base: (ObjectID) -> [UInt8]?, _ conflicts: inout [OpenConflict]
    ) throws(StoreError) -> [UInt8]? {
        if try Patch.File.id(old) == file.after { return old }
        let common = file.before.flatMap(base)
        guard file.before == nil || common != nil else {
            throw StoreError(
                .notFound, "the state that the diff starts from is not in this repository", file: path,
                hints: ["fetch the commit that has it, or apply the diff where it was made"])
        }
        let theirs = try file.applied(to: common, at: path)
        guard let old, let theirs else {
            if old == nil, theirs == nil { return nil }
            throw StoreError(
                .badInput, old == nil ? "it is gone, and the diff changes it" : "it has changed, and the diff deletes it", file: path,
                hints: ["decide by hand, then apply the rest"])
        }
        let merge = try merger.merge(base: common, ours: old, theirs: theirs, path: inside)
        conflicts += merge.conflicts.map { OpenConflict(conflict: $0, file: path, files: [path]) }
        return merge.bytes
    }

    /// Writes: in a working tree all of it or nothing. `repository`: what the folder is in, if any.
    public func write(in repository: Repository?) throws(StoreError) {
        try results.map { FileEdit($0.path, $0.bytes) }.write(to: folder, in: repository)
    }

    /// How the diff's paths lie in the folder: as they are, or below where its solution is here.
    private static func move(of solution: Patch.Solution, _ places: [SolutionPlace], in root: Root) throws(StoreError) -> (String) -> String
    {
        func isThere(_ path: String) throws(StoreError) -> Bool {
            let path = try gated(path)
            return try ofSystem { () throws(SystemError) in try root.status(path) } != nil
        }
        for file in solution.files where file.before != nil {
            if try isThere(file.path) { return { $0 } }
        }
        let same = places.filter { $0.manifest.uniqueName.lowercased() == solution.name.lowercased() }
        // A solution of another name takes the diff only where it can be meant alone.
        let isNew = solution.files.allSatisfy { $0.before == nil }
        guard let place = same.first ?? (places.count == 1 && !isNew ? places.first : nil), place.path != solution.folder
        else { return { $0 } }
        return { place.path + $0.inside(solution.folder) }
    }
}

/// Everything that does not fit.
public struct PatchRefusal: Error {
    public let reasons: [StoreError]
}

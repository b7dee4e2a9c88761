// Where the solutions of a snapshot begin: the folders that hold a manifest.

public import SolutionCore

enum SolutionRoots {
    /// One solution's part of a snapshot.
    struct Root {
        /// "" or a folder with a slash at its end.
        let folder: String
        /// The manifest's path in that folder.
        let manifest: String
        /// Relative to the folder, without those of solutions inside it.
        var paths: [String]
    }

    /// All solutions, by folder.
    static func find(in paths: [String]) -> [Root] {
        var roots: [Root] = paths.compactMap { path in
            let folded = path.lowercased()
            for manifest in ["other/solution.xml", "solution.xml"] {
                let start = path.utf8.count - manifest.utf8.count
                guard folded.hasSuffix(manifest), folded.utf8.count == path.utf8.count,
                    start == 0 || path.utf8[path.utf8.index(path.startIndex, offsetBy: start - 1)] == UInt8(ascii: "/")
                else { continue }
                let split = path.utf8.index(path.startIndex, offsetBy: start)
                return Root(folder: String(path[..<split]), manifest: String(path[split...]), paths: [])
            }
            return nil
        }
        roots.sort { $0.folder.utf8.count > $1.folder.utf8.count }
        for path in paths {
            // The longest folder wins: a solution inside another keeps its own files.
            guard let index = roots.firstIndex(where: { path.hasPrefix($0.folder) }) else { continue }
            roots[index].paths.append(path.inside(roots[index].folder))
        }
        return roots.sorted { $0.folder < $1.folder }
    }

    /// Where solutions would begin whose manifests are missing: above files that lie where those of known kinds do.
    static func guess(in paths: [String]) -> [Root] {
        var roots: [Exact: [String]] = [:]
        for path in paths {
            guard let folder = SolutionPath.likelyFolder(path) else { continue }
            roots[folder, default: []].append(path.inside(folder))
        }
        return roots.pairs.filter { $0.value.contains { !Kinds.table.places(of: $0).isEmpty } }
            .map { Root(folder: $0.key, manifest: "", paths: $0.value) }.sorted { $0.folder < $1.folder }
    }

    /// What a snapshot without a solution is, as far as its files tell.
    static func nothingFound(in snapshot: some Snapshot) throws(StoreError) -> StoreError {
        let paths = try snapshot.paths.map { $0.lowercased() }
        func has(_ test: (String) -> Bool) -> Bool { paths.contains(where: test) }
        let hint =
            if has({ $0.hasSuffix("/solution.yml") || $0 == "solution.yml" }) {
                "it is in the YAML source control format; git sol reads the XML format that SolutionPackager writes"
            } else if has({ $0.hasPrefix("microsoft.powerapps/") || $0.hasSuffix("canvasmanifest.json") }) {
                "it is a canvas app on its own; add the app to a solution and export that"
            } else if has({ $0.hasPrefix("microsoft.flow/") }) {
                "it is a flow on its own; add the flow to a solution and export that"
            } else if has({ $0 == "customizations.xml" }) {
                "the export is incomplete: export the solution again"
            } else if let submodule = (snapshot as? WorktreeSnapshot)?.submodules.first {
                "'\(submodule)' is a repository of its own, a submodule: 'git -C \(ShellText.word(submodule)) sol …' is for what is in it"
            } else {
                "a solution has 'solution.xml' in its zip, or 'Other/Solution.xml' in its folder"
            }
        return StoreError(.notFound, "'\(snapshot.name)' holds no solution", hints: [hint])
    }
}

extension SolutionPath {
    /// Tells whether a path is in one of the solutions that these paths have, or looks like a file of one whose manifest is not there.
    public static func files(of paths: [String]) -> (String) -> Bool {
        let folders = SolutionRoots.find(in: paths).map(\.folder)
        return { path in folders.contains { path.hasPrefix($0) } || isLikely(path) }
    }
}

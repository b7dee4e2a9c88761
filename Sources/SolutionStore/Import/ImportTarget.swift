// Where an export goes: the folder of the solution of its name, or one for a solution that is new.

internal import SolutionCore

/// A solution's place in the tree that is imported into.
struct ImportTarget {
    /// "" or a folder with a slash at its end.
    let folder: String
    /// Nil where the solution is new.
    let manifest: Manifest?
    /// The manifest's path in the folder.
    let manifestPath: String
    /// Relative to the folder.
    let paths: [String]

    init(_ name: String, in snapshot: any Snapshot, folder given: String?, usually usual: String?) throws(StoreError) {
        let roots = SolutionRoots.find(in: try snapshot.paths)
        var places: [(root: SolutionRoots.Root, manifest: Manifest)] = []
        for root in roots {
            guard let found = try SolutionPairs.manifest(at: root.folder + root.manifest, in: snapshot) else { continue }
            places.append((root, found))
        }
        let same = places.filter { $0.manifest.uniqueName.lowercased() == name.lowercased() }
        let isNamed = usual.map { folder in same.isEmpty || same.contains { $0.root.folder == folder } } ?? false
        let wish = given ?? (isNamed ? usual : nil)
        if let place = same.first(where: { wish == nil || $0.root.folder == wish }) {
            guard wish != nil || same.count == 1 else {
                throw StoreError(
                    .badInput, "'\(name)' is in several folders: " + same.map { "'\($0.root.folder.dropLast())'" }.joined(separator: ", "),
                    hints: ["choose with '--folder', or for good: git config \(ShellText.word("sol.\(name).folder")) DIR"])
            }
            folder = place.root.folder
            manifest = place.manifest
            manifestPath = place.root.manifest
            paths = place.root.paths
            return
        }
        if let place = same.first {
            throw StoreError(
                .badInput, "'\(name)' is in \(Self.words(place.root.folder))",
                hints: ["leave '--folder' out, or move the solution first: git mv"])
        }
        let proposed = wish ?? Self.proposal(for: name, beside: places.map(\.root.folder))
        if let other = roots.first(where: { $0.folder == proposed || wish == nil && $0.folder.isEmpty }) {
            throw StoreError(
                .badInput, "another solution than '\(name)' is in \(Self.words(other.folder))",
                hints: ["a folder holds one solution: name another with '--folder'"])
        }
        let inside = try snapshot.paths.filter { $0.hasPrefix(proposed) }
        if wish == nil, !inside.isEmpty {
            throw StoreError(
                .badInput, "\(Self.words(proposed)) is there and holds no solution",
                hints: ["name the folder for the solution with '--folder'"])
        }
        folder = proposed
        manifest = nil
        manifestPath = "Other/Solution.xml"
        paths = inside.map { String($0.dropFirst(proposed.count)) }
    }

    static func words(_ folder: String) -> String { folder.isEmpty ? "the top folder" : "'\(folder.dropLast())'" }

    /// A folder of the solution's name, beside those that are there.
    private static func proposal(for name: String, beside others: [String]) -> String {
        let parents = Set(exact: others.map { ComponentFiles.divide(String($0.dropLast())).folder })
        return (parents.count == 1 ? parents.first?.text ?? "" : "") + name + "/"
    }
}

// An exported zip as a package: its two documents parsed, its entries at hand.

internal import Bindings
public import SolutionCore

/// One half of a solution, as exported.
public struct Package {
    public let snapshot: any Snapshot
    /// The manifest's name in it.
    private let manifestPath: String
    public let manifest: Manifest
    let half: PackageHalf

    public var isManaged: Bool { manifest.managed == .managed }

    /// Opens an exported solution.
    public init(_ file: String, names: Names = Names()) throws(StoreError) {
        try self.init(try ZipSnapshot(file), names: names)
    }

    init(_ snapshot: any Snapshot, names: Names) throws(StoreError) {
        let paths = try snapshot.paths
        func entry(_ name: String) -> String? { paths.first { $0.lowercased() == name } }
        // A folder would keep a second manifest as a solution of its own, and packing would leave it out.
        let inner = paths.first { $0.lowercased().hasSuffix("/solution.xml") }
        guard let manifestPath = entry("solution.xml") else {
            guard let inner else { throw try SolutionRoots.nothingFound(in: snapshot) }
            let isUnpacked = inner.lowercased().hasSuffix("other/solution.xml")
            throw StoreError(
                .badInput, "'\(inner)' is not at the top of the zip", file: snapshot.name,
                hints: [
                    isUnpacked
                        ? "it is the folder of an unpacked solution: unzip it and use 'git sol pack'"
                        : "zip what is in that folder, not the folder"
                ])
        }
        guard let customizationsPath = entry("customizations.xml") else {
            throw StoreError(
                .badInput, "it has no 'customizations.xml'", file: snapshot.name,
                hints: ["the export is incomplete: export the solution again"])
        }
        if let inner, !inner.lowercased().hasPrefix("webresources/") {
            throw StoreError(
                .badInput, "it holds two solutions, '\(manifestPath)' and '\(inner)'", file: snapshot.name,
                hints: ["export the solution again: what is inside another cannot be unpacked with it"])
        }
        let manifestTree = try Self.parse(manifestPath, snapshot, names)
        let manifest: Manifest
        do throws(ParseError) {
            manifest = try Manifest(manifestTree)
        } catch {
            throw StoreError(error, file: snapshot.place(of: manifestPath), hints: [Manifest.hint])
        }
        guard manifest.managed != .both else {
            throw StoreError(
                .badInput, "its 'Managed' is '2': it says that it is both halves", file: snapshot.place(of: manifestPath),
                hints: ["only the folder of an unpacked solution is both: export the solution, or 'git sol pack' the folder"])
        }
        let customizations = try Self.parse(customizationsPath, snapshot, names)
        try Self.checkRoot(of: customizations, file: snapshot.place(of: customizationsPath))
        self.snapshot = snapshot
        self.manifestPath = manifestPath
        self.manifest = manifest
        half = PackageHalf(manifest: manifestTree, customizations: customizations, entries: paths)
    }

    /// The same export with another version: what exporting it at that version would have given.
    public func with(version: String) throws(StoreError) -> Package {
        guard version != manifest.version else { return self }
        guard let bytes = VersionText.replaced(in: half.manifest, with: version) else {
            throw StoreError(.badInput, "its manifest has no version that could be set", file: snapshot.place(of: manifestPath))
        }
        return try Package(Overlay([Exact(manifestPath): bytes], over: snapshot), names: half.manifest.names)
    }

    /// Any document of another kind would be taken for a package that holds nothing.
    static func checkRoot(of customizations: Tree, file: String) throws(StoreError) {
        let root = customizations.name(of: customizations.root)
        guard root != "ImportExportXml" else { return }
        throw StoreError(
            .badInput, "it is no customizations document: its root is '\(root)'", file: file,
            hints: ["export the solution again"])
    }

    private static func parse(_ path: String, _ snapshot: any Snapshot, _ names: Names) throws(StoreError) -> Tree {
        let bytes = try snapshot.read(path)
        do throws(ParseError) {
            return try Document(bytes, syntax: .xml, names: names).tree
        } catch {
            throw StoreError(error, file: snapshot.place(of: path), hints: ["export the solution again"])
        }
    }
}

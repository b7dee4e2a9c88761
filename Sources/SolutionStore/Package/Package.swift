// An exported zip as a package: its two documents parsed, its entries at hand.

public import SolutionCore

internal import Bindings

/// One half of a solution, as exported.
public struct Package {
    public let snapshot: ZipSnapshot
    public let manifest: Manifest
    let half: PackageHalf

    public var isManaged: Bool { manifest.managed == .managed }

    /// Opens an exported solution.
    public init(_ file: String, names: Names = Names()) throws(StoreError) {
        try self.init(try ZipSnapshot(file), names: names)
    }

    init(_ snapshot: ZipSnapshot, names: Names) throws(StoreError) {
        let paths = snapshot.paths
        func entry(_ name: String) -> String? { paths.first { $0.lowercased() == name } }
        guard let manifestPath = entry("solution.xml") else { throw try SolutionRoots.nothingFound(in: snapshot) }
        guard let customizationsPath = entry("customizations.xml") else {
            throw StoreError(
                .badInput, "it has no 'customizations.xml'", file: snapshot.name,
                hints: ["the export is incomplete: export the solution again"])
        }
        let manifestTree = try Self.parse(manifestPath, snapshot, names)
        guard let manifest = Manifest(manifestTree) else {
            throw StoreError(
                .badInput, "it is not a solution's manifest", file: snapshot.place(of: manifestPath),
                hints: ["a manifest has a 'SolutionManifest' with a 'UniqueName'"])
        }
        let customizations = try Self.parse(customizationsPath, snapshot, names)
        guard customizations.name(of: customizations.root) == "ImportExportXml" else {
            throw StoreError(
                .badInput, "it is no customizations document: its root is '\(customizations.name(of: customizations.root))'",
                file: snapshot.place(of: customizationsPath), hints: ["export the solution again"])
        }
        self.snapshot = snapshot
        self.manifest = manifest
        half = PackageHalf(manifest: manifestTree, customizations: customizations, entries: paths)
    }

    private static func parse(_ path: String, _ snapshot: ZipSnapshot, _ names: Names) throws(StoreError) -> Tree {
        let bytes = try snapshot.read(path)
        do throws(ParseError) {
            return try Document(bytes, syntax: .xml, names: names).tree
        } catch {
            throw StoreError(error, file: snapshot.place(of: path), hints: ["export the solution again"])
        }
    }
}

// An exported zip as the folder that it unpacks to.

public import SolutionCore

/// The files that a package unpacks to, made in memory; of two packages, those of the folder that holds both halves.
public final class PackageSnapshot: Snapshot {
    public let name: String
    public let manifest: SolutionPlace.Managed
    public let files: UnpackedSolution
    public let paths: [String]
    private let places: [Exact: Int]

    public convenience init(_ file: String) throws(StoreError) {
        let package = try Package(file)
        self.init(try UnpackedSolution(package), named: file, managed: package.manifest.managed)
    }

    public init(_ files: UnpackedSolution, named name: String, managed: SolutionPlace.Managed) {
        self.name = name
        self.files = files
        manifest = managed
        paths = files.files.map(\.path)
        places = Dictionary(exact: files.files.enumerated().map { ($1.path, $0) }) { first, _ in first }
    }

    public func has(_ path: String) -> Bool { places[path] != nil }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let place = places[path] else { throw StoreError(.notFound, "'\(name)' has no file '\(path)'") }
        return try files.files[place].bytes()
    }
}

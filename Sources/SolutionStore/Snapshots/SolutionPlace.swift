// Where the solutions of a snapshot are, and what they say of themselves, without looking into them.

internal import Bindings
public import SolutionCore

/// A solution's folder in a snapshot.
public struct SolutionPlace: Sendable {
    public typealias Managed = Manifest.Managed
    public let manifest: Manifest
    /// "" or a folder with a slash at its end.
    public let path: String

    /// Every solution of a snapshot; there is at least one, or an error.
    public static func all(in snapshot: some Snapshot) throws(StoreError) -> [SolutionPlace] {
        let places = try places(in: snapshot)
        guard !places.isEmpty else { throw try SolutionRoots.nothingFound(in: snapshot) }
        return places
    }

    /// The same; there may be none.
    public static func places(in snapshot: some Snapshot) throws(StoreError) -> [SolutionPlace] {
        let roots = SolutionRoots.find(in: try snapshot.paths)
        var places: [SolutionPlace] = []
        for root in roots {
            let path = root.folder + root.manifest
            let bytes = try snapshot.read(path)
            do throws(ParseError) {
                let manifest = try Manifest(try Document(bytes, syntax: .xml, names: Names()).tree)
                places.append(SolutionPlace(manifest: manifest, path: root.folder))
            } catch {
                throw StoreError(error, file: snapshot.place(of: path), hints: [Manifest.hint])
            }
        }
        return places
    }
}

extension SolutionPlace {
    /// Whether a folder holds the solution of this manifest.
    public static func folder(_ folder: String, isOf manifest: Manifest) -> Bool {
        guard let place = around(folder + "/", below: folder + "/") else { return false }
        return place.manifest.uniqueName.lowercased() == manifest.uniqueName.lowercased()
    }

    /// The solution in whose folder a folder of the working tree lies. Both have a slash at their end.
    public static func around(_ folder: String, below top: String) -> SolutionPlace? {
        guard let (root, manifest) = SolutionPath.root(around: folder, below: top, has: { Files.exists($0) }),
            let bytes = try? Files.readContent(root + manifest), let tree = try? Document(bytes, syntax: .xml, names: Names()).tree
        else { return nil }
        return (try? Manifest(tree)).map { SolutionPlace(manifest: $0, path: root) }
    }
}

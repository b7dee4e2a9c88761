// What an import left, in one digest that its commit keeps: so the same export is known again before anything is unpacked.

public import Bindings
public import SolutionCore

/// One export as a file, as far as it is known without unpacking it.
public struct ExportFile {
    public let manifest: Manifest
    /// `sha256:` and the digest of its bytes.
    public let digest: String

    public var isManaged: Bool { manifest.managed == .managed }

    public init(_ path: String) throws(StoreError) {
        guard let manifest = try SolutionPairs.manifest(at: "solution.xml", in: ZipSnapshot(path)) else {
            throw StoreError(.badInput, "its manifest cannot be read", file: path)
        }
        self.manifest = manifest
        digest = try Self.digest(of: path)
    }

    public static func digest(of path: String) throws(StoreError) -> String {
        do throws(SystemError) { return "sha256:" + SHA256.hex(of: try Files.read(path)) } catch { throw StoreError(error) }
    }
}

/// All that the outcome of an import depends on, and the outcome.
///
/// Who amends the commit, picks it for another branch or works in the folder changes the folder's tree, and with it the digest.
public struct ImportState {
    /// The digest of each half, the unmanaged one first.
    private let exports: [String]
    private let options: ImportOptions
    /// The rules of noise that the repository's settings add.
    private let noise: [String]
    /// The program and its version: another one may unpack to other files.
    private let program: String

    public static let trailer = "Import-State"

    public init(exports: [String], options: ImportOptions, noise: [String], program: String) {
        self.exports = exports
        self.options = options
        self.noise = noise
        self.program = program
    }

    /// The digest where a folder of a tree is as the import left it; nil where there is no such folder.
    public func digest(of folder: String, in tree: ObjectID, of store: any ObjectStore) throws(StoreError) -> String? {
        do throws(GitError) {
            let place = folder.split(separator: "/").joined(separator: "/")
            guard let left = place.isEmpty ? tree : try store.entry(at: place, in: tree)?.id else { return nil }
            var lines = [program] + exports + ["exact \(options.isExact)", "missing \(options.missing)"] + noise.map { "noise " + $0 }
            lines += ["folder " + place, "tree " + left.hex]
            // Attributes above the folder say which filters its files go through.
            var above = ""
            let parents = place.split(separator: "/").dropLast().map(String.init)
            for part in [""] + parents {
                if !part.isEmpty { above += part + "/" }
                lines.append("attributes " + (try store.entry(at: above + ".gitattributes", in: tree)?.id.hex ?? "none"))
            }
            return "sha256:" + SHA256.hex(of: Array(lines.joined(separator: "\n").utf8))
        } catch {
            throw StoreError(error, doing: "read the imported tree")
        }
    }
}

extension ImportPlanner {
    /// The plan for an export of which the tree holds all: nothing. Nil where `isKnown` does not say so of the folder that it would go to.
    public func plan(
        ofKnown manifest: Manifest, managed: Manifest.Managed, into stored: RevisionSnapshot, isKnown: (String) throws(StoreError) -> Bool
    ) throws(StoreError) -> ImportPlan? {
        let target = try ImportTarget(manifest.uniqueName, in: stored, folder: options.folder, usually: options.usualFolder)
        guard let before = target.manifest, try isKnown(target.folder) else { return nil }
        let open = ImportObstacle.all(before, manifest, managed: managed, place: ImportTarget.words(target.folder))
        guard open.allSatisfy({ options.allowed.contains($0.question) }) else { return nil }
        return ImportPlan(
            folder: target.folder, before: before, after: manifest, edits: [],
            comparison: SolutionComparison(before: before, after: manifest, folder: target.folder, files: []), isExact: options.isExact,
            deleted: [], kept: [], added: 0, unchanged: target.paths.count, touched: [], warnings: [])
    }
}

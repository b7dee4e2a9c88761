// One half of a folder that holds both, as the export of that half unpacks.

internal import Bindings
internal import SolutionCore

/// A folder with twins, seen without those of the other half.
final class HalfSnapshot: Snapshot {
    private let whole: any Snapshot
    private let isManaged: Bool
    /// Of the solution: "" or with a slash at its end.
    private let folder: String
    private let manifest: String
    private var kept: [String]?

    /// `manifest` is relative to the folder.
    init(of whole: any Snapshot, isManaged: Bool, folder: String, manifest: String) {
        self.whole = whole
        self.isManaged = isManaged
        self.folder = folder
        self.manifest = folder + manifest
    }

    var name: String { whole.name }

    var paths: [String] {
        get throws(StoreError) {
            if let kept { return kept }
            let all = try whole.paths
            let there = Set(exact: all)
            let paths = all.filter { path in
                guard path.hasPrefix(folder), let twin = Twin.other(of: path.inside(folder)) else { return true }
                return Twin.isManaged(path) == isManaged || !there.contains(folder + twin)
            }
            kept = paths
            return paths
        }
    }

    /// What the half has as the folder has it.
    func id(of path: String) throws(StoreError) -> ObjectID? { path == manifest ? nil : try whole.id(of: path) }

    func has(_ path: String) throws(StoreError) -> Bool {
        guard try whole.has(path) else { return false }
        guard path.hasPrefix(folder), let twin = Twin.other(of: path.inside(folder)) else { return true }
        if Twin.isManaged(path) == isManaged { return true }
        return !(try whole.has(folder + twin))
    }

    func prepare(_ paths: [String]) throws(StoreError) { try whole.prepare(paths) }

    /// The manifest says which half it is of.
    func read(_ path: String) throws(StoreError) -> [UInt8] {
        let bytes = try whole.read(path)
        guard path == manifest else { return bytes }
        return Self.replacing(Self.both, with: own, in: bytes)
    }

    /// The other way round: the manifest of this half as that of the folder.
    func wholeManifest(_ bytes: [UInt8]) -> [UInt8] { Self.replacing(own, with: Self.both, in: bytes) }

    private var own: String { "<Managed>\(isManaged ? 1 : 0)</Managed>" }
    private static let both = "<Managed>2</Managed>"

    private static func replacing(_ old: String, with new: String, in bytes: [UInt8]) -> [UInt8] {
        guard let range = bytes.firstRange(of: Array(old.utf8)) else { return bytes }
        var bytes = bytes
        bytes.replaceSubrange(range, with: new.utf8)
        return bytes
    }
}

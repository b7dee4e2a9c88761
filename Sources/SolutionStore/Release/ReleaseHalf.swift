// One half of a release: the files that its export unpacks to, and the digest by which it is known.

internal import Bindings
public import SolutionCore
internal import Synchronization

/// The files of one half in its own form, all in memory.
public final class ReleaseHalf: Snapshot, Sendable {
    public let name: String
    public let manifest: Manifest
    public let isManaged: Bool
    private let files: MemorySnapshot

    public var paths: [String] { files.paths }
    public func has(_ path: String) -> Bool { files.has(path) }
    public func read(_ path: String) throws(StoreError) -> [UInt8] { try files.read(path) }

    /// What an export unpacks to.
    public convenience init(_ package: Package) throws(StoreError) {
        var contents: [Exact: [UInt8]] = [:]
        for file in try UnpackedSolution(package).files { contents[file.path] = try file.bytes() }
        try self.init(contents, named: package.snapshot.name, isManaged: package.isManaged)
    }

    init(_ contents: [Exact: [UInt8]], named name: String, isManaged: Bool) throws(StoreError) {
        self.name = name
        self.isManaged = isManaged
        files = MemorySnapshot(contents, named: name)
        guard let manifest = try SolutionPairs.manifest(at: Self.manifestPath, in: files) else {
            throw StoreError(.badInput, "'\(Self.manifestPath)' is not a solution's manifest", file: name)
        }
        self.manifest = manifest
    }

    static let manifestPath = "Other/Solution.xml"

    public var form: PackageForm { isManaged ? .managed : .unmanaged }

    /// The half in words.
    public var word: String { isManaged ? "managed" : "unmanaged" }

    /// `sha256:` and the digest of a list of the files, a line each: the digest of its bytes, two spaces, its path; in byte order of paths.
    ///
    /// So it depends on nothing but the content: not on the zip, and not on the order of sections in its documents.
    public func digest() throws(StoreError) -> String { try digest { path, bytes in SHA256.hex(of: bytes) } }

    fileprivate func digest(_ ofFile: (String, [UInt8]) throws(StoreError) -> String) throws(StoreError) -> String {
        var list: [UInt8] = []
        for path in paths {
            list += try ofFile(path, try read(path)).utf8
            list += "  \(path)\n".utf8
        }
        return "sha256:" + SHA256.hex(of: list)
    }

    /// Whether both have the same files to the byte.
    public func isEqual(to other: ReleaseHalf) throws(StoreError) -> Bool {
        guard paths == other.paths else { return false }
        for path in paths where try read(path) != other.read(path) { return false }
        return true
    }

    /// The half as a package.
    public func packed() throws(StoreError) -> PackedSolution {
        do throws(PackRefusal) {
            return try PackedSolution(self, folder: "", form: form)
        } catch {
            throw StoreError(.badInput, "the \(word) half cannot be packed: " + error.reasons.joined(separator: "; "), file: name)
        }
    }

    /// What its package unpacks to: the same, for what an export gave.
    public func rebuilt() throws(StoreError) -> ReleaseHalf {
        let package = try packed().package()
        var contents: [Exact: [UInt8]] = [:]
        for file in try UnpackedSolution(package).files { contents[file.path] = try file.bytes() }
        return try ReleaseHalf(contents, named: name, isManaged: isManaged)
    }
}

/// Both halves of a release.
public struct ReleaseHalves: Sendable {
    public let unmanaged: ReleaseHalf
    public let managed: ReleaseHalf

    public init(unmanaged: ReleaseHalf, managed: ReleaseHalf) {
        self.unmanaged = unmanaged
        self.managed = managed
    }

    public var all: [ReleaseHalf] { [unmanaged, managed] }

    public subscript(form: PackageForm) -> ReleaseHalf { form == .managed ? managed : unmanaged }

    /// The digests of both, the unmanaged one first. Most files are the same in both: those are looked at once.
    public func digests() throws(StoreError) -> [String] {
        var known: [Exact: String] = [:]
        let first = try unmanaged.digest { (path, bytes) in
            let digest = SHA256.hex(of: bytes)
            known[path] = digest
            return digest
        }
        let second = try managed.digest { (path, bytes) throws(StoreError) in
            if let digest = known[path], try unmanaged.read(path) == bytes { return digest }
            return SHA256.hex(of: bytes)
        }
        return [first, second]
    }

    /// As their packages unpack. The managed half is made by a second thread: the halves share nothing that changes.
    public func rebuilt() throws(StoreError) -> ReleaseHalves {
        let (worker, result) = (WorkerThread(), RebuiltHalf())
        _ = worker.take { [managed] in result.make(managed) }
        defer { worker.stop() }
        let first = try unmanaged.rebuilt()
        worker.stop()
        if let second = try result.take() { return ReleaseHalves(unmanaged: first, managed: second) }
        return ReleaseHalves(unmanaged: first, managed: try managed.rebuilt())
    }
}

/// What a second thread has made of a half.
private final class RebuiltHalf: Sendable {
    private let result = Mutex<Result<ReleaseHalf, StoreError>?>(nil)

    func make(_ half: ReleaseHalf) {
        let made: Result<ReleaseHalf, StoreError>
        do throws(StoreError) { made = .success(try half.rebuilt()) } catch { made = .failure(error) }
        result.withLock { $0 = made }
    }

    /// Nil where no thread could be had.
    func take() throws(StoreError) -> ReleaseHalf? {
        let made = result.withLock { $0 }
        return try made?.get()
    }
}

// An exported zip as a snapshot.

internal import Bindings
internal import SolutionCore

/// The entries of a zip. A zip that could harm whoever unpacks it is refused whole.
public final class ZipSnapshot: Snapshot {
    public let name: String
    public let paths: [String]
    private let reader: ZipReader
    private let entries: [Exact: ZipEntry]

    /// Opens a zip file.
    public init(_ file: String) throws(StoreError) {
        name = file
        reader = try Self.open(file)
        var entries: [Exact: ZipEntry] = [:]
        for entry in reader.entries {
            try Self.check(entry, file)
            if !entry.isDirectory { entries[entry.name] = entry }
        }
        if let (one, other) = PathClashes.pairs(reader.entries.map(\.name)).first {
            throw StoreError(
                .badInput,
                one.utf8.elementsEqual(other.utf8)
                    ? "entry '\(one)' stands twice" : "entries '\(one)' and '\(other)' differ only in letter case",
                file: file, hints: ["export the solution again"])
        }
        if let (one, inner) = PathClashes.fileAsFolder(reader.entries.map(\.name)) {
            throw StoreError(
                .badInput, "entry '\(one)' is a file, and '\(inner)' is in it", file: file, hints: ["export the solution again"])
        }
        self.entries = entries
        paths = entries.keys.sorted().map(\.text)
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let entry = entries[path] else { throw StoreError(.notFound, "'\(name)' has no entry '\(path)'") }
        let bytes: [UInt8]
        do throws(ZipError) {
            bytes = try reader.read(entry)
        } catch {
            throw Self.wrap(error, name)
        }
        guard LargeFile(pointer: bytes) == nil else {
            throw StoreError(
                .badInput, "'\(path)' is only a pointer of Git LFS", file: name,
                hints: ["it was packed where the content was not: 'git lfs pull' there, and pack it again"])
        }
        return bytes
    }

    private static func open(_ file: String) throws(StoreError) -> ZipReader {
        let limits = try Limits.toRead()
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try Files.read(file)
        } catch {
            throw StoreError(error)
        }
        do throws(ZipError) {
            return try ZipReader(bytes, limits: limits.zip)
        } catch {
            throw wrap(error, file)
        }
    }

    private static func check(_ entry: ZipEntry, _ file: String) throws(StoreError) {
        var problem = PathGate.problem(ofEntry: entry.name)
        if !entry.hasValidName { problem = "is not UTF-8" }
        if entry.isSymbolicLink { problem = "is a symbolic link" }
        if entry.isEncrypted { problem = "is encrypted" }
        guard let problem else { return }
        throw StoreError(
            .badInput, "entry '\(entry.name)' \(problem)", file: file,
            hints: ["no export of a solution has such an entry; nothing was read from the file"])
    }

    private static func wrap(_ error: ZipError, _ file: String) -> StoreError {
        let hint =
            switch error.reason {
            case .notAZip: "give an exported solution (.zip) or the folder of an unpacked one"
            case .truncated: "the file is incomplete: export or download it again"
            case .damaged: "the file is damaged: export or download it again"
            case .encrypted: "exported solutions are not encrypted: unpack it and zip it again without a password"
            case .tooLarge: "no solution that we know of is like that; the file may be a trap"
            case .unsupported: "zip it again with the usual compression (deflate)"
            case .failed: "check that the file can be read"
            }
        let place = error.entry.map { "entry '\($0)': " } ?? ""
        return StoreError(
            .badInput, place + error.message, file: file, hints: [hint] + (error.limit.map { [LimitSetting.of($0).hint] } ?? []))
    }
}

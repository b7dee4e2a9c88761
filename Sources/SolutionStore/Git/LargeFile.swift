// A pointer of Git LFS: what git stores of a file whose content lies elsewhere, and the content where it has been fetched.

internal import Bindings
internal import SolutionCore

/// What a pointer says of the file that it stands for.
struct LargeFile: Equatable {
    /// Of the content: SHA-256 in hexadecimal digits.
    let digest: String
    let size: Int

    /// Nil for all that is no pointer.
    init?(pointer bytes: [UInt8]) {
        guard bytes.count < 1024, bytes.starts(with: "version https://".utf8) else { return nil }
        var fields: [Exact: String] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { return nil }
            let value = line[(space + 1)...].filter { $0 != UInt8(ascii: "\r") }
            fields[String(decoding: line[..<space], as: UTF8.self)] = String(decoding: value, as: UTF8.self)
        }
        guard fields["version"]?.contains("/spec/v1") == true, let id = fields["oid"], id.hasPrefix("sha256:"),
            let size = fields["size"].flatMap({ Int($0) }), size >= 0
        else { return nil }
        digest = String(Substring(id.utf8.dropFirst("sha256:".utf8.count)))
        let isDigit = { (byte: UInt8) in byte &- 0x30 < 10 || byte &- 0x61 < 6 }
        guard digest.utf8.count == 64, digest.utf8.allSatisfy(isDigit) else { return nil }
        self.size = size
    }

    /// Whether this is the content that is meant.
    func isOf(_ content: [UInt8]) -> Bool { content.count == size && SHA256.hex(of: content) == digest }

    /// Why what needs the content cannot be done.
    static let problem = "is only a pointer of Git LFS: 'git lfs pull' gets its content"
}

extension Repository {
    /// What is meant by what is stored: of a pointer the content, as far as that is here.
    func content(of stored: [UInt8]) -> [UInt8] {
        guard let file = LargeFile(pointer: stored) else { return stored }
        let (first, second) = (file.digest.prefix(2), file.digest.dropFirst(2).prefix(2))
        for folder in [largeFileFolder + "objects/"] + alternateLargeFileFolders {
            guard let content = try? Files.readIfThere("\(folder)\(first)/\(second)/\(file.digest)"), content.count == file.size else {
                continue
            }
            return content
        }
        return stored
    }

    /// Beside the objects of others that git borrows: there Git LFS looks for its own.
    private var alternateLargeFileFolders: [String] {
        let objects = commonDirectory + "objects"
        guard let bytes = try? Files.readIfThere(objects + "/info/alternates") else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let path = String(decoding: line, as: UTF8.self)
            guard !path.hasPrefix("#") else { return nil }
            return (path.hasPrefix("/") ? path : objects + "/" + path) + "/../lfs/objects/"
        }
    }

    /// Where Git LFS keeps what it fetched.
    private var largeFileFolder: String {
        let named = (try? configuration().path("lfs.storage")) ?? nil
        guard let named, !named.isEmpty else { return commonDirectory + "lfs/" }
        let folder = named.hasSuffix("/") ? named : named + "/"
        return folder.hasPrefix("/") ? folder : commonDirectory + folder
    }
}

/// A snapshot that is to be made into something: a pointer in it is no content.
final class WholeSnapshot: Snapshot {
    private let snapshot: any Snapshot

    init(_ snapshot: any Snapshot) { self.snapshot = snapshot }

    var name: String { snapshot.name }
    var paths: [String] { get throws(StoreError) { try snapshot.paths } }
    var links: [String] { get throws(StoreError) { try snapshot.links } }
    func prepare(_ paths: [String]) throws(StoreError) { try snapshot.prepare(paths) }
    func id(of path: String) throws(StoreError) -> ObjectID? { try snapshot.id(of: path) }
    func has(_ path: String) throws(StoreError) -> Bool { try snapshot.has(path) }
    func files(in folder: String) throws(StoreError) -> [String] { try snapshot.files(in: folder) }

    func read(_ path: String) throws(StoreError) -> [UInt8] {
        let bytes = try snapshot.read(path)
        guard LargeFile(pointer: bytes) == nil else { throw StoreError(.failed, "'\(path)' \(LargeFile.problem)") }
        return bytes
    }
}

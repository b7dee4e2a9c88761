// A release as its tag tells it: read from the repository, taken apart, and proved against what it points to.

public import Bindings
public import SolutionCore

/// A release tag.
public struct Release {
    /// Without `refs/tags/`.
    public let name: String
    public let id: ObjectID
    public let tag: Tag
    public let message: ReleaseMessage
    private let repository: Repository
    /// The tag object as it is stored.
    private let bytes: [UInt8]

    public var facts: ReleaseFacts { message.facts }
    public var version: SolutionVersion? { SolutionVersion(facts.version) }
    public var isSigned: Bool { Self.signatureStart(in: tag.message) != nil }

    /// The tag of a name; nil where there is none, or one that is no release.
    public init?(_ name: String, in repository: Repository) throws(StoreError) {
        do throws(GitError) {
            guard let id = try repository.target(of: "refs/tags/" + name) else { return nil }
            self.init(name, try repository.read(id), id, repository)
        } catch {
            throw StoreError(error, doing: "read the tag '\(name)'")
        }
    }

    /// A tag object that is to be called so.
    public init?(_ name: String, object id: ObjectID, in repository: Repository) throws(StoreError) {
        do throws(GitError) {
            self.init(name, try repository.read(id), id, repository)
        } catch {
            throw StoreError(error, doing: "read the tag '\(name)'")
        }
    }

    private init?(_ name: String, _ object: StoredObject, _ id: ObjectID, _ repository: Repository) {
        guard object.kind == .tag, let tag = Tag(bytes: object.bytes) else { return nil }
        let text = tag.message
        let end = Self.signatureStart(in: text) ?? text.endIndex
        guard let message = ReleaseMessage(String(text[..<end])) else { return nil }
        self.name = name
        self.id = id
        self.tag = tag
        self.message = message
        self.repository = repository
        bytes = object.bytes
    }

    /// Every release of a solution, or of all, in the order of versions.
    public static func all(of solution: String? = nil, in repository: Repository) throws(StoreError) -> [Release] {
        var releases: [Release] = []
        do throws(GitError) {
            for reference in try repository.references(matching: "refs/tags/*") {
                guard let id = try repository.target(of: reference.name), try repository.header(id).kind == .tag else { continue }
                guard let release = Release(reference.shorthand, try repository.read(id), id, repository) else { continue }
                if solution == nil || release.facts.solution == solution { releases.append(release) }
            }
        } catch {
            throw StoreError(error, doing: "list the tags")
        }
        return releases.sorted { one, other in
            if one.facts.solution != other.facts.solution { return one.facts.solution < other.facts.solution }
            return Version.precedes(one.facts.version, other.facts.version)
        }
    }

    private static let signatures = ["PGP SIGNATURE", "PGP MESSAGE", "SSH SIGNATURE", "SIGNED MESSAGE"]

    /// Where git's signature begins.
    private static func signatureStart(in text: String) -> String.Index? {
        signatures.compactMap { text.firstRange(of: "\n-----BEGIN \($0)-----")?.lowerBound }.min().map { text.index(after: $0) }
    }

    // MARK: - What it is of

    /// The tree that it points to.
    public var tree: RevisionSnapshot {
        get throws(StoreError) {
            do throws(GitError) {
                return RevisionSnapshot(try repository.peel(tag.target, to: .tree), named: name, in: repository)
            } catch {
                throw StoreError(error, doing: "read what the tag '\(name)' points to")
            }
        }
    }

    /// What the folder of the commit does not carry.
    public var record: ReleaseRecord {
        get throws(StoreError) {
            guard let (size, deflated) = message.record else { return ReleaseRecord() }
            // What is not as it was written is not unfolded either.
            guard message.digest == Self.digest(of: message.signedText) else {
                throw StoreError(
                    .badInput, "the message of the tag '\(name)' is not the one that was written", hints: ["fetch the tag again"])
            }
            let most = try Limits.toRead().zip.entrySize
            guard size <= most else {
                throw StoreError(
                    .badInput, "the record of the tag '\(name)' unpacks to \(size) bytes, more than \(most)",
                    hints: [LimitSetting.entrySize.hint])
            }
            guard let bytes = Compression.inflate(deflated, size: size), let record = ReleaseRecord(encoded: bytes) else {
                throw StoreError(
                    .badInput, "the record in the message of the tag '\(name)' is damaged", hints: ["fetch the tag again"])
            }
            return record
        }
    }

    /// Both halves, made of the commit's folder and the tag's record alone.
    public func halves(filter: (any ContentFilter)?) throws(StoreError) -> ReleaseHalves {
        try folder(filter).halves(with: try record)
    }

    private func folder(_ filter: (any ContentFilter)?) throws(StoreError) -> ReleaseFolder {
        try ReleaseFolder(facts.solution, at: facts.folder, in: try tree, filter: filter)
    }

    // MARK: - The proof

    /// Everything that is not as the tag says, in words. The signature is git's business.
    public func problems(filter: (any ContentFilter)?) -> [String] {
        var found = claims
        guard !facts.unmanagedDigest.isEmpty, !facts.managedDigest.isEmpty else { return found }
        do throws(StoreError) {
            let folder = try folder(filter)
            found += differences(from: folder.manifest, in: "the folder's manifest")
            let halves = try folder.halves(with: try record).rebuilt()
            for (half, digest) in zip(halves.all, try halves.digests()) {
                found += differences(from: half.manifest, in: "the \(half.word) half's manifest")
                if digest != (half.isManaged ? facts.managedDigest : facts.unmanagedDigest) {
                    found.append("the \(half.word) half is not the one that was tagged: its digest differs")
                }
            }
        } catch {
            found.append(error.message)
        }
        return found
    }

    /// What can be said without looking at the files.
    private var claims: [String] {
        var found: [String] = []
        func check(_ isTrue: Bool, _ words: @autoclosure () -> String) { if !isTrue { found.append(words()) } }
        let actual = try? ObjectID.of(.tag, bytes)
        check(actual == id, "the tag object \(id.hex) is damaged: its bytes are not those of its id")
        check(tag.name == name, "the tag calls itself '\(tag.name)'")
        check(facts.tagName == tag.name, "it is of \(facts.solution) \(facts.version), and called '\(tag.name)'")
        check(message.digest == Self.digest(of: message.signedText), "its message was changed after it was made")
        check(facts.commit == tag.target.hex, "it was made for the commit \(facts.commit), and points to \(tag.target.hex)")
        for (word, digest) in [("unmanaged", facts.unmanagedDigest), ("managed", facts.managedDigest)] {
            check(!digest.isEmpty, "the \(word) half is missing")
        }
        return found
    }

    private func differences(from manifest: Manifest, in place: String) -> [String] {
        let claims = [
            ("solution", facts.solution, manifest.uniqueName), ("version", facts.version, manifest.version),
            ("publisher", facts.publisher, MessageText.line(manifest.publisher)),
        ]
        return claims.compactMap { what, claim, found in
            claim == found ? nil : "the tag says \(what) '\(claim)', \(place) says '\(found)'"
        }
    }

    /// The digest of the message that stands in its last line.
    public static func digest(of text: String) -> String { "sha256:" + SHA256.hex(of: Array(text.utf8)) }
}

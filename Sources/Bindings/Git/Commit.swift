// A commit as a value, read from and written to its raw bytes, so that nothing in it is lost.

/// A commit.
public struct Commit: Equatable, Sendable {
    public var tree: ObjectID
    public var parents: [ObjectID]
    public var author: Signature
    public var committer: Signature
    /// What stands after the committer, in order: `encoding`, `gpgsig`, `mergetag` and whatever else.
    public var extraHeaders: [ObjectHeader]
    /// The message, byte for byte.
    public var messageBytes: [UInt8]

    public init(
        tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String,
        extraHeaders: [ObjectHeader] = []
    ) {
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        self.extraHeaders = extraHeaders
        messageBytes = Array(message.utf8)
    }

    /// The message as text.
    public var message: String { String(decoding: messageBytes, as: UTF8.self) }

    /// The first paragraph of the message on one line.
    public var summary: String {
        let lines = messageBytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).drop(while: \.isEmpty)
        let words = lines.prefix { !$0.allSatisfy { $0 <= UInt8(ascii: " ") } }
        return String(decoding: Array(words.joined(separator: [UInt8(ascii: " ")])), as: UTF8.self)
    }

    /// Reads the bytes of a commit object; nil where tree, author or committer are missing.
    public init?(bytes: [UInt8]) {
        let (headers, message) = ObjectHeader.parse(bytes)
        var tree: ObjectID?
        var author: Signature?
        var committer: Signature?
        parents = []
        extraHeaders = []
        for header in headers {
            switch header.name {
            case "tree" where tree == nil: tree = ObjectID(hex: header.text)
            case "parent" where author == nil:
                guard let parent = ObjectID(hex: header.text) else { return nil }
                parents.append(parent)
            case "author" where author == nil: author = Signature(line: header.text)
            case "committer" where committer == nil: committer = Signature(line: header.text)
            default: extraHeaders.append(header)
            }
        }
        guard let tree, let author, let committer else { return nil }
        self.tree = tree
        self.author = author
        self.committer = committer
        messageBytes = message
    }

    /// The bytes of the commit object.
    public var bytes: [UInt8] {
        var headers = [ObjectHeader(name: "tree", value: Array(tree.hex.utf8))]
        headers += parents.map { ObjectHeader(name: "parent", value: Array($0.hex.utf8)) }
        headers.append(ObjectHeader(name: "author", value: Array(author.line.utf8)))
        headers.append(ObjectHeader(name: "committer", value: Array(committer.line.utf8)))
        return ObjectHeader.serialize(headers + extraHeaders, message: messageBytes)
    }
}

extension ObjectStore {
    /// The commit of an id. Throws `isWrongKind` for another object.
    public func readCommit(_ id: ObjectID) throws(GitError) -> Commit {
        guard let commit = Commit(bytes: try read(id, as: .commit)) else {
            throw GitError(code: GitError.Code.invalid, message: "commit \(id) is malformed")
        }
        return commit
    }

    /// Stores a commit; no reference moves.
    @discardableResult
    public func writeCommit(_ commit: Commit) throws(GitError) -> ObjectID {
        try write(.commit, commit.bytes)
    }
}

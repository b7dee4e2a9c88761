// An annotated tag as a value, read from and written to its raw bytes.

/// An annotated tag object.
public struct Tag: Equatable, Sendable {
    public var target: ObjectID
    public var targetKind: ObjectKind
    /// The name without `refs/tags/`.
    public var name: String
    /// Who tagged; the oldest tags say nothing.
    public var tagger: Signature?
    /// What stands after the tagger.
    public var extraHeaders: [ObjectHeader]
    /// The message, byte for byte, with a signature at its end if there is one.
    public var messageBytes: [UInt8]

    public init(
        target: ObjectID, targetKind: ObjectKind, name: String, tagger: Signature?, message: String,
        extraHeaders: [ObjectHeader] = []
    ) {
        self.target = target
        self.targetKind = targetKind
        self.name = name
        self.tagger = tagger
        self.extraHeaders = extraHeaders
        messageBytes = Array(message.utf8)
    }

    /// The message as text.
    public var message: String { String(decoding: messageBytes, as: UTF8.self) }

    /// Reads the bytes of a tag object; nil where object, type or name are missing.
    public init?(bytes: [UInt8]) {
        let (headers, message) = ObjectHeader.parse(bytes)
        var target: ObjectID?
        var kind: ObjectKind?
        var name: String?
        extraHeaders = []
        for header in headers {
            switch header.name {
            case "object" where target == nil: target = ObjectID(hex: header.text)
            case "type" where kind == nil: kind = ObjectKind(name: header.text)
            case "tag" where name == nil: name = header.text
            case "tagger" where tagger == nil: tagger = Signature(line: header.text)
            default: extraHeaders.append(header)
            }
        }
        guard let target, let kind, let name else { return nil }
        self.target = target
        targetKind = kind
        self.name = name
        messageBytes = message
    }

    /// The bytes of the tag object.
    public var bytes: [UInt8] {
        var headers = [
            ObjectHeader(name: "object", value: Array(target.hex.utf8)),
            ObjectHeader(name: "type", value: Array(targetKind.name.utf8)),
            ObjectHeader(name: "tag", value: Array(name.utf8)),
        ]
        if let tagger { headers.append(ObjectHeader(name: "tagger", value: Array(tagger.line.utf8))) }
        return ObjectHeader.serialize(headers + extraHeaders, message: messageBytes)
    }
}

extension ObjectStore {
    /// The tag object of an id. Throws `isWrongKind` for another object.
    public func readTag(_ id: ObjectID) throws(GitError) -> Tag {
        guard let tag = Tag(bytes: try read(id, as: .tag)) else {
            throw GitError(code: GitError.Code.invalid, message: "tag \(id) is malformed")
        }
        return tag
    }

    /// Stores a tag object; no reference is made.
    @discardableResult
    public func writeTag(_ tag: Tag) throws(GitError) -> ObjectID {
        try write(.tag, tag.bytes)
    }
}

extension Repository {
}

// The four kinds of object that git stores.

internal import CGit2

/// What an object is.
public enum ObjectKind: UInt8, Sendable, CaseIterable {
    // The raw values are those of the pack format.
    case commit = 1
    case tree = 2
    case blob = 3
    case tag = 4

    /// The word that git writes into the object's header.
    public var name: String {
        switch self {
        case .commit: "commit"
        case .tree: "tree"
        case .blob: "blob"
        case .tag: "tag"
        }
    }

    public init?(name: some StringProtocol) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }

    /// Takes libgit2's number; an unknown one is an error, as the object cannot be read.
    init(_ raw: git_object_t) throws(GitError) {
        guard let number = UInt8(exactly: raw.rawValue), let kind = ObjectKind(rawValue: number) else {
            throw GitError(code: GitError.Code.invalid, message: "unknown object type \(raw.rawValue)")
        }
        self = kind
    }

    var raw: git_object_t { git_object_t(rawValue: numericCast(rawValue)) }
}

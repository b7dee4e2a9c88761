// A failure reported by libgit2, copied out whole: the only shape in which its codes leave this module.

/// A failed git operation.
///
/// Codes are kept raw, so a code that this version does not know survives and can be shown.
public struct GitError: Error, Equatable, Sendable {
    /// The return code, as libgit2 gave it; negative.
    public let code: Int32
    /// The subsystem that failed, as libgit2 numbers them; 0 where it did not say.
    public let subsystem: Int32
    /// What failed, in words; lower case, without a full stop.
    public let message: String

    public init(code: Int32, subsystem: Int32 = 0, message: String) {
        self.code = code
        self.subsystem = subsystem
        self.message = message
    }

    /// The object, reference, path or setting does not exist.
    public var isNotFound: Bool { code == Code.notFound || isMissingPromised }
    /// The thing to be created is there already.
    public var isExists: Bool { code == Code.exists }
    /// A short id or name fits more than one object.
    public var isAmbiguous: Bool { code == Code.ambiguous }
    /// HEAD names a branch without a commit.
    public var isUnborn: Bool { code == Code.unborn }
    /// The index has unmerged entries.
    public var isUnmerged: Bool { code == Code.unmerged }
    /// A revision or name is not well formed.
    public var isInvalidName: Bool { code == Code.invalidSpec }
    /// Another process holds the lock file.
    public var isLocked: Bool { code == Code.locked }
    /// The reference no longer has the expected value.
    public var isModified: Bool { code == Code.modified }
    /// The object cannot be taken for the kind that was asked for.
    public var isWrongKind: Bool { code == Code.peel }
    /// The repository belongs to another user and is not listed in `safe.directory`.
    public var isUnsafeOwner: Bool { code == Code.owner }
    /// The same, as libgit2 says it where the user's settings have no `safe.directory`: that it did not find the setting.
    var hidesUnsafeOwner: Bool { isNotFound && message.utf8.firstRange(of: "'safe.directory'".utf8) != nil }
    /// It is of a form that libgit2 does not read: other object names, other references.
    public var unsupportedExtension: String? {
        let start = "unsupported extension name extensions."
        return message.utf8.starts(with: start.utf8) ? String(Substring(message.utf8.dropFirst(start.utf8.count))) : nil
    }
    /// The object was left at the remote by a partial clone; `git fetch` or `git cat-file` bring it.
    public var isMissingPromised: Bool { code == Code.missingPromised }

    enum Code {
        static let generic: Int32 = -1
        static let notFound: Int32 = -3
        static let exists: Int32 = -4
        static let ambiguous: Int32 = -5
        static let bare: Int32 = -8
        static let unborn: Int32 = -9
        static let unmerged: Int32 = -10
        static let invalidSpec: Int32 = -12
        static let locked: Int32 = -14
        static let modified: Int32 = -15
        static let peel: Int32 = -19
        static let invalid: Int32 = -21
        static let iterationOver: Int32 = -31
        static let owner: Int32 = -36
        /// Ours, outside libgit2's range.
        static let missingPromised: Int32 = -1001
    }
}

extension GitError {
    /// What cannot be done with what is there.
    public static func invalid(_ message: String) -> GitError { GitError(code: Code.invalid, message: message) }

    /// A repository of somebody else, in git's words.
    public static func unsafeOwner(_ message: String) -> GitError { GitError(code: Code.owner, message: message) }

    /// What is not there.
    public static func notFound(_ message: String) -> GitError { GitError(code: Code.notFound, message: message) }

    /// What the gate lets pass as a path of a repository; else an error as git's own would be.
    public static func gated(_ path: String) throws(GitError) -> CheckedPath {
        do throws(PathRefusal) {
            return try PathGate.check(path, as: .repository)
        } catch {
            throw GitError(code: Code.invalidSpec, message: "'\(error.path)' \(error.problem): such a path is never written")
        }
    }
}

extension GitError: CustomStringConvertible {
    public var description: String { message }
}

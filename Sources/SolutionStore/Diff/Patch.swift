// A diff that can be put back: of each file what it was, what it became, and the bytes to replace.

public import Bindings
public import SolutionCore

/// What turns one state of some files into another.
public struct Patch {
    public enum Content {
        /// It was not there.
        case whole([UInt8])
        case edits([ByteEdit])
        /// It is to be gone.
        case none
    }

    public struct File {
        public let path: String
        /// Where it is afterwards, if not there.
        public let newPath: String?
        /// The blobs that git would make of the two; nil where there is no file.
        public let before: ObjectID?
        public let after: ObjectID?
        public let content: Content

        public init(path: String, newPath: String?, before: ObjectID?, after: ObjectID?, content: Content) {
            self.path = path
            self.newPath = newPath
            self.before = before
            self.after = after
            self.content = content
        }
    }

    /// The files of one solution.
    public struct Solution {
        public let name: String
        /// Where it was: "" or a folder with a slash at its end; paths begin with it.
        public let folder: String
        public let files: [File]

        public init(name: String, folder: String, files: [File]) {
            self.name = name
            self.folder = folder
            self.files = files
        }
    }

    public let solutions: [Solution]

    public init(solutions: [Solution]) { self.solutions = solutions }
}

extension Patch.Solution {
    /// The wanted changes of a comparison. With `isExact` everything else that differs in their files comes along.
    public init(
        _ comparison: SolutionComparison, isExact: Bool = false, where isWanted: (Change) -> Bool
    ) throws(StoreError) {
        var files: [Patch.File] = []
        for file in comparison.files {
            let isWhole = isExact && file.changes.allSatisfy(isWanted)
            let result = isWhole ? file.after : file.applied(where: isWanted)
            if result == file.before, file.newPath == nil || !file.changes.allSatisfy(isWanted) { continue }
            files.append(try Patch.File(file, result))
        }
        self.init(name: comparison.manifest?.uniqueName ?? "", folder: comparison.folder, files: files)
    }
}

extension Patch.File {
    fileprivate init(_ file: FileComparison, _ result: [UInt8]?) throws(StoreError) {
        let content: Patch.Content =
            switch (file.before, result) {
            case (_, nil): .none
            case (nil, let bytes?): .whole(bytes)
            case (let before?, let bytes?): .edits(ByteEdits.between(before, bytes))
            }
        self.init(
            path: file.path, newPath: result == nil ? nil : file.newPath, before: try Self.id(file.before),
            after: try Self.id(result), content: content)
    }

    static func id(_ bytes: [UInt8]?) throws(StoreError) -> ObjectID? {
        guard let bytes else { return nil }
        do throws(GitError) {
            return try ObjectID.of(.blob, bytes)
        } catch {
            throw StoreError(error, doing: "make the digest of a file")
        }
    }

    /// The file's bytes after the patch, given what they were. Throws where the patch is not made for them.
    func applied(to bytes: [UInt8]?, at place: String) throws(StoreError) -> [UInt8]? {
        guard try Self.id(bytes) == before else {
            let (message, hint) =
                switch (bytes, before) {
                case (nil, _): ("there is no such file", "the diff starts from a state that has it")
                case (_, nil): ("it exists already", "the diff adds it")
                default: ("it is not the file that the diff starts from", "")
                }
            let way = "apply the diff to the state it was made from, or with --3way"
            throw StoreError(.badInput, message, file: place, hints: [hint.isEmpty ? way : hint + "; " + way])
        }
        let result: [UInt8]?
        switch content {
        case .none: result = nil
        case .whole(let bytes): result = bytes
        case .edits(let edits):
            guard let bytes, let edited = ByteEdits.apply(edits, to: bytes) else {
                throw StoreError(.badInput, "the diff's edits do not fit the file", file: place)
            }
            result = edited
        }
        guard try Self.id(result) == after else {
            throw StoreError(
                .badInput, "the diff's edits do not give what it promises", file: place,
                hints: ["the diff is damaged: make it again"])
        }
        return result
    }
}

// What unpacking gives: the files of one half or of both in one folder, before anything is written.

public import SolutionCore

/// The files of an unpacked solution, by path.
public struct UnpackedSolution {
    public struct File {
        enum Content {
            /// A document that is written when it is asked for.
            case document(SplitDocument)
            /// A file of our own making.
            case text([UInt8])
            /// An entry of a zip, byte for byte.
            case entry(String, any Snapshot)
        }
        public let path: String
        let content: Content

        /// The file's bytes; read from the zip where it is an entry of it.
        public func bytes() throws(StoreError) -> [UInt8] {
            var bytes: [UInt8] = []
            try read(into: &bytes)
            return bytes
        }

        /// The same in place of what is there, so that many files need the memory of one.
        func read(into bytes: inout [UInt8]) throws(StoreError) {
            switch content {
            case .text(let text): bytes = text
            case .document(let document):
                bytes.removeAll(keepingCapacity: true)
                document.append(to: &bytes)
            case .entry(let name, let zip): bytes = try zip.read(name)
            }
        }
    }

    /// In byte order of their paths.
    public internal(set) var files: [File] = []
    /// What the layout has no place for, in words.
    public private(set) var losses: [String] = []
    /// Files of which only one half's content is kept, with the half that is lost.
    public private(set) var overwritten: [(path: String, lost: String)] = []
    /// Files of the managed half that a folder of both has no place for, as the unmanaged half does not have them.
    public private(set) var leftOut: [String] = []

    /// One half, as it says of itself whether it is managed.
    public init(_ package: Package) throws(StoreError) {
        let half = package.half.split(isManaged: package.isManaged)
        try half.checkPaths(of: package)
        losses = half.losses
        files = Self.sorted(Dictionary(exact: half.files.map { ($0.path, File($0, package)) }) { $1 })
    }

    /// Both halves in one folder. What they do not agree on is decided as the packager does, and listed.
    public init(unmanaged: Package, managed: Package) throws(StoreError) {
        let first = unmanaged.half.split(isManaged: false, managedText: "2")
        let second = managed.half.split(isManaged: true, managedText: "2")
        try first.checkPaths(of: unmanaged)
        try second.checkPaths(of: managed)
        losses = first.losses + second.losses.filter { !first.losses.contains($0) }
        var files = Dictionary(exact: first.files.map { ($0.path, File($0, unmanaged)) }) { $1 }
        var alone: [File] = []
        for file in second.files {
            let other = File(file, managed)
            guard let one = files[file.path] else {
                if file.staysAlone { alone.append(other) } else { leftOut.append(file.path) }
                continue
            }
            // The manifest always differs, by what it is there to say.
            if file.path != "Other/Solution.xml", try one.bytes() != other.bytes() {
                overwritten.append((file.path, file.managedWins ? "unmanaged" : "managed"))
            }
            if file.managedWins { files[file.path] = other }
        }
        // Without the component that they are part of they would be nothing.
        let lost = Set(exact: leftOut)
        for file in alone where !Kinds.table.owners(of: file.path).contains(where: { lost.contains($0) }) { files[file.path] = file }
        leftOut = (leftOut + alone.map(\.path).filter { files[$0] == nil }).sorted()
        self.files = Self.sorted(files)
    }

    /// Leaves out what a mapping says stands elsewhere, and gives its paths. Documents always stand in the folder.
    public mutating func leaveOut(_ mapping: FileMapping) -> [String] {
        var left: [String] = []
        files.removeAll { file in
            guard case .entry = file.content, !mapping.places(of: file.path).isEmpty else { return false }
            left.append(file.path)
            return true
        }
        return left
    }

    private static func sorted(_ files: [Exact: File]) -> [File] {
        let files = Array(files.values)
        let paths = files.indices.map { (bytes: ContiguousArray(files[$0].path.utf8), index: $0) }
        return paths.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map { files[$0.index] }
    }
}

extension UnpackedSolution.File {
    fileprivate init(_ file: UnpackedFile, _ package: Package) {
        path = file.path
        content =
            switch file.content {
            case .document(let document): .document(document)
            case .entry(let name): .entry(name, package.snapshot)
            }
    }
}

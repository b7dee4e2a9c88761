// What unpacking gives: the files of one half or of both in one folder, before anything is written.

public import SolutionCore

/// The files of an unpacked solution, by path.
public struct UnpackedSolution {
    public struct File {
        enum Content {
            /// A document, written by us.
            case text([UInt8])
            /// An entry of a zip, byte for byte.
            case entry(String, ZipSnapshot)
        }
        public let path: String
        let content: Content

        /// The file's bytes; read from the zip where it is an entry of it.
        public func bytes() throws(StoreError) -> [UInt8] {
            switch content {
            case .text(let bytes): bytes
            case .entry(let name, let zip): try zip.read(name)
            }
        }
    }

    /// In byte order of their paths.
    public internal(set) var files: [File] = []
    /// What the layout has no place for, in words.
    public private(set) var losses: [String] = []
    /// Files of which only one half's content is kept, with the half that is lost.
    public private(set) var overwritten: [(path: String, lost: String)] = []

    /// One half, as it says of itself whether it is managed.
    public init(_ package: Package) {
        let half = package.half.split(isManaged: package.isManaged)
        losses = half.losses
        files = Self.sorted(Dictionary(half.files.map { ($0.path, File($0, package)) }) { $1 })
    }

    /// Both halves in one folder. What they do not agree on is decided as the packager does, and listed.
    public init(unmanaged: Package, managed: Package) throws(StoreError) {
        let first = unmanaged.half.split(isManaged: false, managedText: "2")
        let second = managed.half.split(isManaged: true, managedText: "2")
        losses = first.losses + second.losses.filter { !first.losses.contains($0) }
        var files = Dictionary(first.files.map { ($0.path, File($0, unmanaged)) }) { $1 }
        for file in second.files {
            let other = File(file, managed)
            guard let one = files[file.path] else {
                files[file.path] = other
                continue
            }
            // The manifest always differs, by what it is there to say.
            if file.path != "Other/Solution.xml", try one.bytes() != other.bytes() {
                overwritten.append((file.path, file.managedWins ? "unmanaged" : "managed"))
            }
            if file.managedWins { files[file.path] = other }
        }
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

    private static func sorted(_ files: [String: File]) -> [File] {
        files.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}

extension UnpackedSolution.File {
    fileprivate init(_ file: UnpackedFile, _ package: Package) {
        path = file.path
        content =
            switch file.content {
            case .text(let bytes): .text(bytes)
            case .entry(let name): .entry(name, package.snapshot)
            }
    }
}

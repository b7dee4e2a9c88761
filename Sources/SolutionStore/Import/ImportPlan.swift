// What an import does to each file of a solution, decided before anything is written.

public import SolutionCore

/// One file that an import changes. Paths are those of the tree.
public struct ImportEdit {
    enum Content {
        /// As the export has it.
        case taken(UnpackedSolution.File)
        /// What was there, with what somebody did put in.
        case applied([UInt8])
        case gone
    }
    public let path: String
    let content: Content

    public var isDeletion: Bool { if case .gone = content { true } else { false } }
}

/// A component that the export does not hold.
public struct MissingComponent: Sendable {
    public let subject: Subject
    public let files: [String]
}

/// The decisions of an import.
public struct ImportPlan {
    /// "" or with a slash at its end.
    public let folder: String
    /// Nil where the solution is new.
    public let before: Manifest?
    public let after: Manifest
    public let edits: [ImportEdit]
    /// What is taken over, and as noise what was held back or, with exact files, came along.
    public let comparison: SolutionComparison
    /// The files are the export's, noise and all.
    public let isExact: Bool
    public let deleted: [MissingComponent]
    public let kept: [MissingComponent]
    /// Files that the repository does not have yet, and how many are as they were.
    public let added: Int
    public let unchanged: Int
    /// The components that the edits are about, by address.
    public let touched: Set<Address>
    public let warnings: [StoreError]
}

/// Plans an import into a tree.
public struct ImportPlanner {
    let comparer: SnapshotComparer
    let options: ImportOptions
    private let filter: (any ContentFilter)?

    public init(comparer: SnapshotComparer, options: ImportOptions, filter: (any ContentFilter)?) {
        self.comparer = comparer
        self.options = options
        self.filter = filter
    }

    /// Questions that are open come back all at once.
    public func plan(
        _ solution: UnpackedSolution, _ manifest: Manifest, managed: Manifest.Managed, into stored: RevisionSnapshot
    ) throws(StoreError) -> Result<ImportPlan, ImportQuestions> {
        stored.filter = filter
        let target = try ImportTarget(manifest.uniqueName, in: stored, folder: options.folder, usually: options.usualFolder)
        if let before = target.manifest {
            let open = ImportObstacle.all(before, manifest, managed: managed, place: ImportTarget.words(target.folder))
                .filter { !options.allowed.contains($0.question) }
            if !open.isEmpty { return .failure(ImportQuestions(open: open)) }
        }
        var builder = ImportBuilder(
            target: target, solution: solution, manifest: manifest, managed: managed, stored: stored, filter: filter,
            options: options, comparer: comparer)
        return .success(try builder.build())
    }
}

/// Everything that somebody has to say yes to.
public struct ImportQuestions: Error {
    public let open: [ImportObstacle]
}

extension ImportPlan {
    /// What the tree would hold after the import, as far as these files go.
    func outcome(over stored: RevisionSnapshot, of paths: Set<Exact>) throws(StoreError) -> Overlay {
        var files: [Exact: [UInt8]?] = [:]
        for edit in edits where paths.contains(edit.path) {
            switch edit.content {
            case .taken(let file): files[edit.path] = .some(try file.bytes())
            case .applied(let bytes): files[edit.path] = .some(bytes)
            case .gone: files[edit.path] = .some(nil)
            }
        }
        return Overlay(files, over: stored)
    }

    /// Tells which component a file of the solution belongs to, before the import.
    public func subjects(in stored: RevisionSnapshot) -> (String) -> Subject {
        let finder = SubjectFinder(stored, folder: folder, language: before?.language, names: Names())
        return { path in finder.fileSubject(of: path.inside(folder)) }
    }
}

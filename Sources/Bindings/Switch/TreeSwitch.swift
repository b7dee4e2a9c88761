// Working tree, index and a branch from one state to the next, as nearly at one moment as files allow.

internal import Glibc

/// A change of files, index and a reference that is prepared out of everybody's sight and then put in place.
///
/// New files are written first, whole folders where there were none; then the index is locked, and what is left are renames. They are
/// undone if one fails. A run that is killed meanwhile has written down what it was about to do: `complete` does the rest.
public final class TreeSwitch {
    let repository: Repository
    /// The top of the working tree; nil where none is touched.
    private let top: Root?
    /// In the repository; locked while this run lives.
    private let owned: OwnedDirectory
    var directory: String { owned.path }
    /// Where new files wait: on the file system of those that they replace.
    private let staging: String
    private var staged: NewFolder?
    private let index: Index?
    private var steps: [SwitchStep] = []
    private var changes: [IndexChange] = []
    /// A copy of the index that somebody else changes, with the bytes that it was made from; nil: the index as it is.
    private var copy: (path: String, madeFrom: [UInt8]?, writtenAt: FileTime?)?
    /// Files of the repository's own that take their places with the rest, by name.
    private var records: [String] = []
    private var executables: [String] = []
    /// Directories that are there, and those that are to come as a whole.
    private var present: Set<CheckedPath> = []
    private var coming: [CheckedPath: Int] = [:]
    private var isDone = false

    /// `touchesFiles`: index and working tree come along; else the reference alone.
    public init(of repository: Repository, touchesFiles: Bool) throws(GitError) {
        self.repository = repository
        let folder = touchesFiles ? repository.workingDirectory : nil
        let top = try gitError { () throws(SystemError) in
            try folder.map { (path) throws(SystemError) in try Root(TrustedPath(trusting: path)) }
        }
        self.top = top
        let owned = try gitError { () throws(SystemError) in try OwnedDirectory.make(in: repository.gitDirectory.withoutSlash) }
        self.owned = owned
        index = top == nil ? nil : try repository.index()
        staging = try gitError { () throws(SystemError) in
            guard let top else { return "" }
            let isNear = try Files.device(of: top.path) == Files.device(of: repository.gitDirectory)
            if isNear { return owned.path + "/new" }
            let far = Files.temporaryName(in: top.path)
            // For whoever finds it without its owner.
            try Files.write(Array(far.utf8), to: TrustedPath(trusting: owned.path + Self.stagingNote))
            return far + "/new"
        }
        let staging = staging
        staged = try gitError { () throws(SystemError) in
            try top == nil ? nil : NewFolder(at: TrustedPath(trusting: staging))
        }
    }

    deinit {
        guard !isDone else { return }
        staged = nil
        removeStaging()
    }

    static let stagingNote = "/staging"

    private func removeStaging() {
        if !staging.isEmpty, let folder = Files.parent(of: staging) { try? Files.removeTree(TrustedPath(trusting: folder)) }
    }

    /// One path of the index as it is to be.
    private enum IndexChange {
        /// `hasFile`: the file waits here, and its times and size are known.
        case put(CheckedPath, IndexEntry, hasFile: Bool)
        case remove(CheckedPath)
        case contest(IndexConflict)
        /// The file waits here: what the copy of the index says of it holds.
        case known(CheckedPath, source: String)
    }

    // MARK: - Preparing

    /// A file is to have this content. Many come fastest in the order of their paths.
    ///
    /// `isKnown`: git knows what is there, though not as a file that is settled.
    public func put(
        _ path: CheckedPath, mode: FileMode, id: ObjectID, _ bytes: [UInt8], isKnown: Bool = false
    ) throws(GitError) {
        guard let top, let staged else { return }
        let known = index?.entry(path.text)
        var entry = IndexEntry(path: path.text, mode: mode, id: id)
        entry.skipsWorktree = known?.skipsWorktree ?? false
        changes.append(.put(path, entry, hasFile: !entry.skipsWorktree))
        if entry.skipsWorktree { return }
        try write(path, mode, bytes, to: staged, in: top, isKnown: isKnown || known != nil)
    }

    private func write(
        _ path: CheckedPath, _ mode: FileMode, _ bytes: [UInt8], to staged: NewFolder, in top: Root, isKnown: Bool
    ) throws(GitError) {
        try gitError { () throws(SystemError) in
            let relative = try place(path, in: top, isKnown: isKnown)
            try staged.add(bytes, as: relative)
            if mode == .executable { executables.append(staging + "/" + relative.text) }
        }
    }

    /// A file is to go.
    public func remove(_ path: CheckedPath) throws(GitError) {
        guard top != nil else { return }
        changes.append(.remove(path))
        try removeFile(path)
    }

    /// A file alone is to go; what the index says of it is somebody else's doing.
    public func removeFile(_ path: CheckedPath) throws(GitError) {
        if let top { try removeFile(path, in: top) }
    }

    /// The index alone is to have this blob as a file, or nothing.
    public func stage(_ path: CheckedPath, _ id: ObjectID?, mode: FileMode? = nil) {
        guard let id else { return changes.append(.remove(path)) }
        let known = index?.entry(path.text)
        var entry = IndexEntry(path: path.text, mode: mode ?? known?.mode ?? .file, id: id)
        entry.skipsWorktree = known?.skipsWorktree ?? false
        changes.append(.put(path, entry, hasFile: false))
    }

    /// A file alone is to have this content, or to go, whether git knows it or not.
    public func write(_ path: CheckedPath, _ bytes: [UInt8]?) throws(GitError) {
        let known = index?.entry(path.text)
        guard let top, let staged else { return }
        // What the index has is not checked out where a sparse checkout leaves it out; what it has not is.
        if known?.skipsWorktree == true, bytes == nil || isChanged(path) { return }
        if let bytes {
            try write(path, known?.mode ?? .file, bytes, to: staged, in: top, isKnown: true)
        } else {
            try removeFile(path, in: top)
        }
    }

    private func isChanged(_ path: CheckedPath) -> Bool {
        changes.contains { change in
            switch change {
            case .put(let other, _, _), .remove(let other): other.text.utf8.elementsEqual(path.text.utf8)
            default: false
            }
        }
    }

    /// The index alone is to have a path as three states.
    public func contest(_ conflict: IndexConflict) { changes.append(.contest(conflict)) }

    // MARK: - What git makes

    /// A copy of the index, for git to change: it takes the place of the index when all is put there.
    public func copyIndex() throws(GitError) -> String {
        let path = directory + "/copy"
        try gitError { () throws(SystemError) in
            let bytes = try Files.readIfThere(repository.indexPath)
            if let bytes {
                try Files.write(bytes, to: TrustedPath(trusting: path))
                // Git trusts an index by its age.
                try Files.copyTimes(of: repository.indexPath, to: TrustedPath(trusting: path))
            }
            copy = (path, bytes, try Files.status(repository.indexPath)?.modified)
        }
        return path
    }

    /// An empty folder in which git makes files; `take` puts them in their places.
    public func workshop() throws(GitError) -> String {
        let path = (Files.parent(of: staging) ?? directory) + "/made"
        try gitError { () throws(SystemError) in try Files.createDirectories(TrustedPath(trusting: path)) }
        return path
    }

    /// What git made in the workshop takes its place: a file, a link, or the empty folder of a submodule. False where git made nothing,
    /// as it does of what a sparse checkout leaves out. What stands in the way must be removed first.
    public func take(_ path: CheckedPath, isKnown: Bool) throws(GitError) -> Bool {
        guard let top else { return false }
        let source = try workshop() + "/" + path.text
        return try gitError { () throws(SystemError) in
            guard let made = try Files.status(source) else { return false }
            var mark = SwitchStep.Mark.absent
            do throws(SystemError) {
                let there = try top.status(path)
                if made.kind == .directory, there != nil { return true }
                // What a folder holds goes before, and the folder with it.
                if there?.kind != .directory { mark = try SwitchStep.Mark(of: path, in: top) }
            } catch {
                // A file that goes is where a folder comes.
                guard error.number == ENOTDIR else { throw error }
            }
            guard isKnown || mark == .absent else { throw SystemError(number: EEXIST, action: "write", path: path.text) }
            steps.append(SwitchStep(source: source, path: path, expected: mark))
            if copy != nil { changes.append(.known(path, source: source)) }
            return true
        }
    }

    /// A file of the repository's own, such as MERGE_HEAD, comes with the rest.
    public func record(_ name: String, _ bytes: [UInt8]) throws(GitError) {
        try gitError { () throws(SystemError) in
            try Files.write(bytes, to: TrustedPath(trusting: directory + SwitchJournal.recordPrefix + name))
        }
        records.append(name)
    }

    private func removeFile(_ path: CheckedPath, in top: Root) throws(GitError) {
        try gitError { () throws(SystemError) in
            let mark = try SwitchStep.Mark(of: path, in: top)
            if mark != .absent { steps.append(SwitchStep(source: nil, path: path, expected: mark)) }
        }
    }

    /// Where a file waits: alone, or in the first of its directories that is not there yet.
    private func place(_ path: CheckedPath, in top: Root, isKnown: Bool) throws(SystemError) -> CheckedPath {
        var missing: CheckedPath?
        for above in path.folders {
            if present.contains(above) { continue }
            if coming[above] != nil {
                missing = above
            } else if let status = try top.status(above) {
                if status.kind == .link { throw SystemError(linkInTheWay: top.path + "/" + above.text, "write") }
                guard status.kind == .directory else { throw SystemError(number: ENOTDIR, action: "write", path: path.text) }
                present.insert(above)
                continue
            } else {
                missing = above
            }
            break
        }
        guard let missing else {
            let mark = try SwitchStep.Mark(of: path, in: top)
            // Git does not know it, so nobody could bring it back.
            guard isKnown || mark == .absent else { throw SystemError(number: EEXIST, action: "write", path: path.text) }
            let number = steps.count
            steps.append(SwitchStep(source: staging + "/" + String(number), path: path, expected: mark))
            return path.moved(from: path.text, to: number)
        }
        if let number = coming[missing] { return path.moved(from: missing.text, to: number) }
        let number = steps.count
        coming[missing] = number
        steps.append(SwitchStep(source: staging + "/" + String(number), path: missing, expected: .absent))
        return path.moved(from: missing.text, to: number)
    }

    // MARK: - Putting in place

    /// Does it all, or nothing. Throws as `Repository.update` does, and `isLocked` while another process changes the index.
    public func finish(_ update: ReferenceUpdate?) throws(GitError) {
        try gitError { () throws(SystemError) in
            try staged?.finish()
            for path in executables { try Files.makeExecutable(TrustedPath(trusting: path)) }
        }
        let journal = try gitError { () throws(SystemError) in
            SwitchJournal(update: update, steps: try steps.map(Self.marked), records: records)
        }
        let work = SwitchWork(journal, of: repository, top, directory: directory)
        try gitError { () throws(SystemError) in try work.prepare() }
        // Files alone are nobody's business but their own.
        if top != nil, !changes.isEmpty || copy != nil { try work.lockIndex(madeFrom: try draftIndex()) }
        do throws(GitError) {
            if let update { try repository.expect(update) }
            try gitError { () throws(SystemError) in try work.take() }
            if let update { try repository.update(update) }
        } catch {
            do throws(GitError) {
                try work.undo()
            } catch let undoing {
                owned.keep()
                isDone = true
                throw GitError(code: error.code, message: error.message + "; and then: " + undoing.message)
            }
            throw error
        }
        work.unlockIndex()
        isDone = true
        try? Files.remove(TrustedPath(trusting: directory + "/journal"))
        removeStaging()
    }

    /// Files keep their times and sizes when they are renamed.
    private static func marked(_ step: SwitchStep) throws(SystemError) -> SwitchStep {
        var step = step
        if let source = step.source { step.made = try SwitchStep.Mark(ofAllOf: source) }
        return step
    }

    /// Writes the index as it is to be, and gives the bytes of the one that it was made from.
    private func draftIndex() throws(GitError) -> [UInt8]? {
        let old: [UInt8]?
        if let copy {
            old = copy.madeFrom
        } else {
            old = try gitError { () throws(SystemError) in try Files.readIfThere(repository.indexPath) }
        }
        let written = copy.map { (path: $0.path, at: $0.writtenAt) }
        try repository.writeIndex(from: written, to: directory + "/index") { (index) throws(GitError) in
            for change in changes {
                switch change {
                case .put(let path, let entry, let hasFile):
                    try index.put(path, mode: entry.mode, id: entry.id, stat: hasFile ? stat(path) : .unknown)
                case .remove(let path): try index.remove(path.text)
                case .contest(let conflict): try index.contest(conflict)
                case .known(let path, let source): try index.note(IndexStat(of: source), of: path.text)
                }
            }
        }
        return old
    }

    /// What the index remembers of a file that waits. Its own time of change is another after the rename: `SwitchWork` notes that then.
    private func stat(_ path: CheckedPath) -> IndexStat {
        var folder: CheckedPath? = path
        while let here = folder {
            if let number = coming[here] { return IndexStat(of: staging + "/" + path.moved(from: here.text, to: number).text) }
            folder = here.parent
        }
        return stepStats[path] ?? .unknown
    }

    private lazy var stepStats: [CheckedPath: IndexStat] = Dictionary(
        steps.compactMap { step in step.source.map { (step.path, IndexStat(of: $0)) } }
    ) { first, _ in first }
}

/// Errors of the system as those of git's own work.
func gitError<Result>(_ body: () throws(SystemError) -> Result) throws(GitError) -> Result {
    do throws(SystemError) {
        return try body()
    } catch {
        let code = error.number == EEXIST ? GitError.Code.exists : GitError.Code.generic
        throw GitError(code: code, message: "cannot \(error.action) '\(error.path)': \(error.reason)")
    }
}

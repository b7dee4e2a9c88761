// The renames of a switch: done under the lock of the index, undone where one fails, and completed for a run that was killed.

internal import Glibc

final class SwitchWork {
    private let journal: SwitchJournal
    private let repository: Repository
    private let directory: String
    /// The top of the working tree; nil where there are no files to move.
    private let top: Root?
    private var hasNewIndex = false
    private var holdsLock = false

    init(_ journal: SwitchJournal, of repository: Repository, _ top: Root?, directory: String) {
        self.journal = journal
        self.repository = repository
        self.top = top
        self.directory = directory
    }

    private var indexPath: String { repository.indexPath }
    private var indexLock: String { indexPath + ".lock" }
    private var ownLock: String { directory + "/lock" }

    // MARK: - The lock

    /// Locks the index as git does, if it still has these bytes. The lock is a link to a file of ours, so that a later run knows whose it was.
    func lockIndex(madeFrom old: [UInt8]?) throws(GitError) {
        guard link(ownLock, indexLock) == 0 else {
            throw GitError(code: GitError.Code.locked, message: "cannot create '\(indexLock)': \(String(cString: strerror(errno)))")
        }
        holdsLock = true
        guard ((try? Files.readIfThere(indexPath)) ?? nil) == old else {
            unlockIndex()
            throw GitError(code: GitError.Code.modified, message: "the index has changed meanwhile")
        }
    }

    func unlockIndex() {
        if holdsLock { unlink(indexLock) }
        holdsLock = false
    }

    // MARK: - There and back

    /// All that can be done before anything is seen: while the index is locked there is nothing left but renames.
    func prepare() throws(SystemError) {
        try Files.write([], to: TrustedPath(trusting: ownLock))
        try Files.write(journal.bytes, to: own("draft"))
        if Files.isNamed(indexPath) { link(indexPath, directory + "/old-index") }
        // What is replaced can come back.
        for (number, step) in journal.steps.enumerated() where step.source != nil && step.expected != .absent {
            guard let top, try !top.link(step.path, as: kept(number)) else { continue }
            try top.copy(step.path, to: kept(number))
        }
    }

    /// Puts everything in place, the index last.
    func take() throws(SystemError) {
        try Files.rename(own("draft"), to: own("journal"))
        for (number, step) in journal.steps.enumerated() {
            guard let top, try SwitchStep.Mark(of: step.path, in: top) == step.expected else {
                throw SystemError(number: EBUSY, action: "replace", path: step.path.text)
            }
            try take(step, kept(number), in: top)
        }
        if holdsLock {
            refreshIndex()
            noteIndex()
            try Files.rename(own("index"), to: TrustedPath(trusting: indexPath))
            hasNewIndex = true
        }
        try takeRecords()
    }

    /// A second name of the new index: by it a later run knows that nobody has written another one since.
    private func noteIndex() { link(directory + "/index", directory + "/new-index") }

    /// A rename gives a file another time of change of its own: with that in the index git need not look at the content of any.
    private func refreshIndex() {
        guard let top else { return }
        let places = Set(journal.steps.filter { $0.source != nil }.map(\.path))
        // What goes wrong here costs git a look.
        try? Index.refresh(directory + "/index", of: places, below: top.path + "/")
    }

    private func takeRecords() throws(SystemError) {
        for name in journal.records where Files.isNamed(directory + SwitchJournal.recordPrefix + name) {
            try Files.rename(own("record-" + name), to: TrustedPath(trusting: repository.gitDirectory + name))
        }
    }

    private func kept(_ number: Int) -> String { directory + "/old-\(number)" }

    private func own(_ name: String) -> TrustedPath { TrustedPath(trusting: directory + "/" + name) }

    private func take(_ step: SwitchStep, _ kept: String, in top: Root) throws(SystemError) {
        if let source = step.source { return try top.take(source, as: step.path) }
        try top.give(step.path, to: kept)
        top.removeEmptyFolders(above: step.path)
    }

    // MARK: - Back

    /// As it was. From here on a run that is killed is undone by the next, and not completed.
    func undo() throws(GitError) {
        rename(directory + "/journal", directory + "/undo")
        try undo(isOwn: true)
        unlockIndex()
        unlink(directory + "/undo")
    }

    /// For a run that could not undo all of it, or was killed meanwhile: what nobody has changed since then comes back.
    func undoRest() throws(GitError) {
        try undo(isOwn: false)
        releaseIndex()
    }

    /// `isOwn`: nobody else has had the files since they were put there.
    private func undo(isOwn: Bool) throws(GitError) {
        for name in journal.records where !Files.isNamed(directory + SwitchJournal.recordPrefix + name) {
            unlink(repository.gitDirectory + name)
        }
        if hasNewIndex || !isOwn && !Files.isNamed(directory + "/index") { putBackIndex() }
        var failure: SystemError?
        for (number, step) in journal.steps.enumerated().reversed() {
            do throws(SystemError) {
                try putBack(number, step, isOwn: isOwn)
            } catch {
                failure = failure ?? SystemError(number: error.number, action: error.action, path: step.path.text)
            }
        }
        guard let failure else { return }
        // Uncommitted work may be among it: it stays where it is until it is back.
        throw GitError(
            code: GitError.Code.generic,
            message:
                "cannot put '\(failure.path)' back: \(failure.reason); what was there is kept in '\(directory)', and the next run tries again"
        )
    }

    private func putBackIndex() {
        if rename(directory + "/old-index", indexPath) != 0, errno == ENOENT, hasNewIndex { unlink(indexPath) }
    }

    private func putBack(_ number: Int, _ step: SwitchStep, isOwn: Bool) throws(SystemError) {
        guard let top else { return }
        guard let source = step.source else {
            guard Files.isNamed(kept(number)), try top.status(step.path) == nil else { return }
            return try top.take(kept(number), as: step.path)
        }
        // What still waits was never put there.
        guard !Files.isNamed(source) else { return }
        if step.expected == .absent {
            guard try top.status(step.path) != nil else { return }
            if try isUnchanged(step, in: top, isOwn) { try top.give(step.path, to: source) }
        } else if Files.isNamed(kept(number)) {
            let isFree = try top.status(step.path) == nil
            guard try isFree ? true : isUnchanged(step, in: top, isOwn) else {
                throw SystemError(number: EBUSY, action: "replace", path: step.path.text)
            }
            try top.take(kept(number), as: step.path)
        }
    }

    private func isUnchanged(_ step: SwitchStep, in top: Root, _ isOwn: Bool) throws(SystemError) -> Bool {
        if isOwn { return true }
        return try SwitchStep.Mark(ofAllOf: top.path + "/" + step.path.text) == step.made
    }

    // MARK: - For a run that was killed

    /// The rest of what it was about to do; what somebody has changed since then stays as it is. False where nothing is this run's any more.
    func complete() throws(GitError) -> Bool {
        guard try !isTakenOver() else { return false }
        try gitError { () throws(SystemError) in
            for (number, step) in journal.steps.enumerated() {
                if let source = step.source, !Files.isNamed(source) { continue }
                guard let top, try SwitchStep.Mark(of: step.path, in: top) == step.expected, step.source != nil || step.expected != .absent
                else { continue }
                try take(step, kept(number), in: top)
            }
            if Files.isNamed(directory + "/index") {
                refreshIndex()
                noteIndex()
                try Files.rename(own("index"), to: TrustedPath(trusting: indexPath))
            }
            try takeRecords()
        }
        releaseIndex()
        guard let update = journal.update, try repository.target(of: update.name) != update.target else { return true }
        try releaseReference(update)
        do throws(GitError) {
            try repository.update(update)
        } catch {
            // Others have gone on from where it was: nothing is taken from them.
            guard error.isModified || error.isExists else { throw error }
        }
        return true
    }

    /// Somebody took the lock of the killed run away and has written another index since: the state is theirs now.
    private func isTakenOver() throws(GitError) -> Bool {
        try gitError { () throws(SystemError) in
            guard Files.isNamed(directory + "/index") else {
                // It is in its place, and what is left are references and what git keeps of a merge: those belong to that index alone.
                guard Files.isNamed(directory + "/new-index") else { return false }
                return try !Files.isSame(directory + "/new-index", indexPath)
            }
            guard try !Files.isSame(ownLock, indexLock) else { return false }
            if !Files.isNamed(directory + "/old-index") { return Files.isNamed(indexPath) }
            return try !Files.isSame(directory + "/old-index", indexPath)
        }
    }

    /// Takes away the lock of the index, if it is the killed run's.
    func releaseIndex() {
        guard (try? Files.isSame(ownLock, indexLock)) == true else { return }
        unlink(indexLock)
    }

    /// Whether a lock that is still empty was made when the run had just begun: it was killed before it had written a word to it.
    private func cameWithJournal(_ lock: String) -> Bool {
        guard let made = (try? Files.status(lock))??.modified, let begun = (try? Files.status(directory + "/journal"))??.modified
        else { return false }
        return (0...2).contains(made.seconds - begun.seconds)
    }

    /// The killed run may have held the lock of the reference: then it says what this one would write. Any other is somebody's own.
    private func releaseReference(_ update: ReferenceUpdate) throws(GitError) {
        let followed = try repository.followed(update.name)
        let lock = (followed == "HEAD" ? repository.gitDirectory : repository.commonDirectory) + followed + ".lock"
        var rounds = 0
        while Files.isNamed(lock), rounds < 20 {
            usleep(50_000)
            rounds += 1
        }
        guard let target = update.target, let said = (try? Files.readIfThere(lock)) ?? nil else { return }
        guard said == Array((target.hex + "\n").utf8) || said.isEmpty && cameWithJournal(lock) else { return }
        unlink(lock)
    }
}

extension Repository {
    /// Completes what killed runs of ours had begun to put in place, and removes what they left.
    ///
    /// True if a run's work was completed.
    @discardableResult
    public func completeSwitches() throws(GitError) -> Bool {
        // Who may only read has nothing to complete.
        guard Files.isWritable(gitDirectory) else { return false }
        try gitError { () throws(SystemError) in
            for folder in [gitDirectory, objectDirectory + "pack/"] where Files.isDirectory(folder) {
                for entry in try Walk.list(folder, details: false, enter: { _ in false }) where Files.isLeftOver(folder + entry.path) {
                    try Files.remove(TrustedPath(trusting: folder + entry.path))
                }
            }
        }
        let top = try gitError { () throws(SystemError) in
            try workingDirectory.map { (path) throws(SystemError) in try Root(TrustedPath(trusting: path)) }
        }
        var isCompleted = false
        let found = try gitError { () throws(SystemError) in try OwnedDirectory.leftOver(in: gitDirectory.withoutSlash) }
        for directory in found {
            func journal(_ name: String) throws(GitError) -> SwitchJournal? {
                let bytes = try gitError { () throws(SystemError) in try Files.readIfThere(directory.path + name) }
                let journal = bytes.flatMap(SwitchJournal.init)
                return journal?.isSound(in: directory.path, below: top?.path) == true ? journal : nil
            }
            if let undone = try journal("/undo") {
                try SwitchWork(undone, of: self, top, directory: directory.path).undoRest()
            } else if Files.isNamed(directory.path + "/undo") {
                // What a journal keeps that nobody can read any more may be somebody's only copy.
                directory.keep()
                continue
            } else if let begun = try journal("/journal") {
                if try SwitchWork(begun, of: self, top, directory: directory.path).complete() { isCompleted = true }
            } else {
                SwitchWork(SwitchJournal(update: nil, steps: []), of: self, nil, directory: directory.path).releaseIndex()
            }
            // Beside the files that it was to replace, where those are on another file system.
            if let path = (try? Files.readIfThere(directory.path + TreeSwitch.stagingNote)) ?? nil {
                let staging = String(decoding: path, as: UTF8.self)
                let parts = staging.utf8.split(separator: .slash)
                // It lies at the top, and nowhere else.
                if let top, let name = parts.last, Files.isTemporary(Substring(name)),
                    staging.utf8.elementsEqual((top.path + "/" + String(decoding: Array(name), as: UTF8.self)).utf8)
                {
                    try? Files.removeTree(TrustedPath(trusting: staging))
                }
            }
            directory.remove()
        }
        return isCompleted
    }
}

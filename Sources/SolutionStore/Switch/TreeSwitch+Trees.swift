// Index and working tree moved together from one tree to another, so that whoever looks, or is killed, finds all of it as it was or as it
// is to be.

public import Bindings
internal import SolutionCore

extension TreeSwitch {
    /// Prepares the way from one tree to another. Git refuses where somebody's work would be lost, and makes the new files with its own
    /// filters and for its own sparse checkouts, in an empty folder; they are renamed with the rest.
    ///
    /// `unsettled` files are in the index as three states: it is never seen as if what is between markers were settled.
    public func move(
        from old: ObjectID, to new: ObjectID, unsettled: [MergedTree.Unsettled], in repository: Repository, git: GitProgram
    ) throws(StoreError) {
        let index = try ofGit { () throws(GitError) in try copyIndex() }
        let variables = ["GIT_INDEX_FILE": index]
        let moving = ["-m", "-u", old.hex, new.hex]
        // Git takes a file for changed that only has another time than the index says, until it has looked.
        _ = try git.result(of: ["update-index", "-q", "--refresh"], in: repository, environment: variables)
        let differences = try ofGit { () throws(GitError) in
            try repository.differences(repository.peel(old, to: .tree), repository.peel(new, to: .tree))
        }
        let trial = ["read-tree", "-n"] + moving
        if try git.result(of: trial, in: repository, environment: variables).end != .exited(0) {
            try enterWhatIsThere(of: differences, repository, git, variables)
            try git.output(of: trial, in: repository, environment: variables)
        }
        let made = try ofGit { () throws(GitError) in try workshop() }
        try git.output(
            of: ["-c", "core.fsmonitor=false", "read-tree"] + moving, in: repository, directory: made,
            environment: variables.merging(["GIT_WORK_TREE": made]) { $1 })
        try ofGit { () throws(GitError) in
            try take(differences)
        }
        for file in unsettled { contest(file.conflict) }
    }

    /// A run that was killed, and whose lock somebody took away, may have put files there already: what is as it is to be is in nobody's way.
    private func enterWhatIsThere(
        of differences: [(path: String, old: TreeEntry?, new: TreeEntry?)], _ repository: Repository, _ git: GitProgram,
        _ variables: [String: String]
    ) throws(StoreError) {
        let top = repository.workingDirectory ?? ""
        // Git reads one path from a line, and takes one in quotes for escaped.
        let there = differences.filter { path, _, new in
            new?.mode.isFile == true && !path.utf8.contains(UInt8(ascii: "\n")) && path.utf8.first != UInt8(ascii: "\"")
                && (try? Files.status(top + path))?.kind == .file
        }
        guard !there.isEmpty else { return }
        let names = there.map { $0.path + "\n" }.joined()
        let output = try git.output(
            of: ["hash-object", "--stdin-paths"], in: repository, input: Array(names.utf8), environment: variables)
        let ids = String(decoding: output, as: UTF8.self).split(separator: "\n")
        let lines = zip(there, ids).compactMap { file, id -> String? in
            guard let new = file.new, new.id.hex == id else { return nil }
            return "\(new.mode) \(new.id.hex) 0\t\(file.path)\0"
        }
        try git.output(
            of: ["update-index", "-z", "--index-info"], in: repository, input: Array(lines.joined().utf8), environment: variables)
        _ = try git.result(of: ["update-index", "-q", "--refresh"], in: repository, environment: variables)
    }

    /// What goes makes room for what comes: a file for a folder, or a folder for a file.
    private func take(_ differences: [(path: String, old: TreeEntry?, new: TreeEntry?)]) throws(GitError) {
        for (path, old, new) in differences where new == nil && old?.mode != .submodule { try removeFile(GitError.gated(path)) }
        for (path, old, new) in differences where new != nil { _ = try take(GitError.gated(path), isKnown: old != nil) }
    }
}

extension TreeSwitch {
    /// Some files of the repository, as git checks them out now: into index and working tree.
    public func checkOut(_ files: [TreeFile], in repository: Repository, git: GitProgram) throws(StoreError) {
        guard !files.isEmpty else { return }
        // An index of these alone: git makes no file that is not in its index.
        let (made, index) = try ofGit { () throws(GitError) in (try workshop(), try workshop() + ".index") }
        let variables = ["GIT_INDEX_FILE": index]
        let lines = files.map { "\($0.mode) \($0.id.hex) 0\t\($0.path)\0" }.joined()
        try git.output(
            of: ["update-index", "-z", "--index-info"], in: repository, input: Array(lines.utf8), environment: variables)
        try git.output(of: ["checkout-index", "-a", "-q", "--prefix=" + made + "/"], in: repository, environment: variables)
        for file in files {
            let path = try gated(file.path, as: .repository)
            _ = try ofGit { () throws(GitError) in try take(path, isKnown: true) }
            stage(path, file.id, mode: file.mode)
        }
    }
}

extension MergedTree.Unsettled {
    fileprivate var conflict: IndexConflict {
        func entry(_ file: TreeFile?) -> IndexEntry? { file.map { IndexEntry(path: path, mode: $0.mode, id: $0.id) } }
        return IndexConflict(path: path, base: entry(base), ours: entry(ours), theirs: entry(theirs))
    }
}

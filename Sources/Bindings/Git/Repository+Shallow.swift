// History that is another than commits say: cut off when cloning, replaced or grafted. Git follows that, and libgit2 does not know it.

/// Asked only where a repository is so: of a shallow one what there is of its history is small.
extension Repository {
    /// Whether commits have other parents than they say, or objects another content.
    var isHistoryEdited: Bool { !boundary.isEmpty || !grafts.isEmpty || !replacements.isEmpty }

    /// The objects that stand for others: of `git replace`.
    func readReplacements() -> [ObjectID: ObjectID] {
        guard let all = try? references(matching: "refs/replace/*"), !all.isEmpty else { return [:] }
        if let isUsed = try? configuration().bool("core.usereplacerefs"), isUsed == false { return [:] }
        var found: [ObjectID: ObjectID] = [:]
        for reference in all {
            let name = String(decoding: reference.name.utf8.dropFirst("refs/replace/".utf8.count), as: UTF8.self)
            if let old = ObjectID(hex: name), case .object(let new) = reference.target { found[old] = new }
        }
        return found
    }

    /// The parents that commits have by the old file `info/grafts`.
    func readGrafts() -> [ObjectID: [ObjectID]] {
        guard let bytes = try? Files.readIfThere(commonDirectory + "info/grafts") else { return [:] }
        var found: [ObjectID: [ObjectID]] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            let ids = line.split(separator: UInt8(ascii: " ")).map { ObjectID(hex: String(decoding: $0, as: UTF8.self)) }
            if let first = ids.first, let commit = first { found[commit] = ids.dropFirst().compactMap(\.self) }
        }
        return found
    }

    /// The commits whose parents were not fetched.
    func readBoundary() -> Set<ObjectID> {
        guard isShallow, let bytes = try? Files.readIfThere(commonDirectory + "shallow") else { return [] }
        return Set(bytes.split(separator: UInt8(ascii: "\n")).compactMap { ObjectID(hex: String(decoding: $0, as: UTF8.self)) })
    }

    /// The commit of an id, as far as its history is here. Throws `isWrongKind` for another object.
    public func readCommit(_ id: ObjectID) throws(GitError) -> Commit {
        guard var commit = Commit(bytes: try read(id, as: .commit)) else {
            throw GitError(code: GitError.Code.invalid, message: "commit \(id) is malformed")
        }
        if boundary.contains(id) { commit.parents = [] }
        if let parents = grafts[id] { commit.parents = parents }
        return commit
    }

    /// Whether history goes on behind a commit, though not in this clone.
    public func isCutOff(at id: ObjectID) -> Bool { boundary.contains(id) }

    /// All that some commits can reach, themselves among it, with what is known of each.
    private func reachable(
        from starts: [ObjectID], without hidden: Set<ObjectID> = [], firstParentOnly: Bool = false
    ) throws(GitError) -> [ObjectID: Commit] {
        var found: [ObjectID: Commit] = [:]
        var waiting = starts
        while let id = waiting.popLast() {
            guard found[id] == nil, !hidden.contains(id) else { continue }
            let commit = try readCommit(id)
            found[id] = commit
            waiting += firstParentOnly ? Array(commit.parents.prefix(1)) : commit.parents
        }
        return found
    }

    /// The commits of a walk: no parent before its children, by time within that.
    func shallowHistory(
        from starts: [ObjectID], hiding hidden: [ObjectID], firstParentOnly: Bool
    ) throws(GitError) -> [ObjectID] {
        let left = Set(try reachable(from: hidden).keys)
        let commits = try reachable(from: starts, without: left, firstParentOnly: firstParentOnly)
        func parents(_ commit: Commit) -> ArraySlice<ObjectID> { firstParentOnly ? commit.parents.prefix(1) : commit.parents[...] }
        var children: [ObjectID: Int] = [:]
        for commit in commits.values { for parent in parents(commit) { children[parent, default: 0] += 1 } }
        var ready = commits.filter { children[$0.key] == nil }
        var order: [ObjectID] = []
        while let next = ready.max(by: { Self.isOlder($0, $1) }) {
            ready[next.key] = nil
            order.append(next.key)
            for parent in parents(next.value) {
                children[parent, default: 1] -= 1
                if children[parent] == 0, let commit = commits[parent] { ready[parent] = commit }
            }
        }
        return order
    }

    private static func isOlder(_ one: (key: ObjectID, value: Commit), _ other: (key: ObjectID, value: Commit)) -> Bool {
        let times = (one.value.committer.time, other.value.committer.time)
        return times.0 == times.1 ? other.key.hex < one.key.hex : times.0 < times.1
    }

    /// The best common ancestors that are here.
    func shallowMergeBases(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> [ObjectID] {
        let (mine, its) = (try reachable(from: [left]), try reachable(from: [right]))
        let common = Set(mine.keys).intersection(its.keys)
        // Whoever is behind another one is no best.
        let worse = try reachable(from: common.flatMap { mine[$0]?.parents ?? [] }).keys
        return common.subtracting(worse).sorted { $0.hex < $1.hex }
    }

    func shallowIsAncestor(_ commit: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
        try reachable(from: [descendant])[commit] != nil
    }
}

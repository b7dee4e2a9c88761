// git sol import: to a commit, all objects as one pack, or not at all.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension ImportSession {
    func commit(_ base: ImportBase) throws -> ImportOutcome {
        if base.isCheckedOut { try Self.checkState(repository) }
        let filter = try GitFilter(
            world.git, world.settings, repository, commit: base.commit, tree: base.tree, isWorktree: base.isCheckedOut)
        let plan = try plan(into: base.tree, filter: filter)
        var outcome = ImportOutcome(plan: plan, tree: base.tree, reference: base.reference)
        guard !plan.edits.isEmpty, !arguments.has(.dryRun) else { return outcome }
        if base.isCheckedOut { try checkChanges(plan, base: base.tree, isStaging: false) }
        let pack = try ObjectPack(for: repository)
        let files = try TreeSwitch(of: repository, touchesFiles: base.isCheckedOut)
        outcome.tree = try plan.write(to: pack, over: base.tree, filter: filter, preparing: files)
        guard outcome.tree != base.tree else { return outcome }
        let message = try message(plan, outcome.tree, of: pack)
        let committer = try person("GIT_COMMITTER_IDENT")
        let author = try isTheSamePerson ? committer : person("GIT_AUTHOR_IDENT")
        let commit = Commit(
            tree: outcome.tree, parents: base.commit.map { [$0] } ?? [], author: author, committer: committer, message: message)
        outcome.subject = commit.summary
        try repository.setReflogIdentity(SignatureIdentity(name: committer.name, email: committer.email))
        let isSigned = world.flag("commit.gpgsign") == true
        var id: ObjectID?
        if !isSigned { id = try pack.writeCommit(commit) }
        try pack.land()
        if isSigned { id = try signed(commit) }
        guard let id else { throw CommandError("git commit-tree named no commit") }
        let update = ReferenceUpdate(base.reference, to: id, expected: base.expected, message: "import: " + commit.summary)
        try files.finishAlone(update)
        outcome.commit = id
        return outcome
    }

    /// Nothing tells the author from the committer: git need not be asked twice.
    private var isTheSamePerson: Bool {
        let words = ["name", "email"]
        return ["AUTHOR", "COMMITTER"].allSatisfy { role in
            (words + ["date"]).allSatisfy { world.environment["GIT_\(role)_\($0.uppercased())"] == nil }
                && words.allSatisfy { world.config("\(role.lowercased()).\($0)") == nil }
        }
    }

    /// Who it is by and when, as git finds it.
    private func person(_ variable: String) throws -> Signature {
        let line = String(decoding: try world.git.output(of: ["var", variable]), as: UTF8.self)
        guard let signature = Signature(line: line) else { throw CommandError("git does not know who you are", reason: line) }
        return signature
    }

    private func signed(_ commit: Commit) throws -> ObjectID? {
        let parents = commit.parents.flatMap { ["-p", $0.hex] }
        let output = try world.git.output(of: ["commit-tree", "-S", commit.tree.hex] + parents, input: commit.messageBytes)
        return ObjectID(hex: String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    private func message(_ plan: ImportPlan, _ tree: ObjectID, of store: any ObjectStore) throws -> String {
        var trailers = [
            "Solution: " + MessageText.line(plan.after.uniqueName), "Solution-Version: " + MessageText.line(plan.after.version),
        ]
        let digests = try packages.map { try ExportFile.digest(of: $0.snapshot.name) }
        for (package, digest) in zip(packages, digests) {
            trailers.append((package.isManaged ? "Managed" : "Unmanaged") + "-Export: " + digest)
        }
        if let state = try stateTrailer(plan, exports: digests, tree, of: store) { trailers.append(state) }
        guard let text = self.message else {
            return ImportText(plan: plan).message + "\n\n" + trailers.joined(separator: "\n") + "\n"
        }
        // Somebody's own words may end with trailers already.
        let words = ["interpret-trailers", "--no-divider", "--if-exists=addIfDifferent"] + trailers.flatMap { ["--trailer", $0] }
        return String(decoding: try world.git.output(of: words, input: Array((text + "\n").utf8)), as: UTF8.self)
    }
}

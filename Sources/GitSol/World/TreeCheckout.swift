// Index and working tree moved together from one tree to another, so that whoever looks, or is killed, finds each file as it
// was or as it is to be.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// Git refuses where somebody's work would be lost, runs its filters, and does what is left: deletions, links, sparse checkouts.
/// It writes a file where it stands, though, and that can be seen half done; so files are made among git's own and renamed.
struct TreeCheckout {
    private let world: World
    private let repository: Repository
    private let old: ObjectID
    private let new: ObjectID

    init(_ world: World, _ repository: Repository, from old: ObjectID, to new: ObjectID) {
        self.world = world
        self.repository = repository
        self.old = old
        self.new = new
    }

    /// `unsettled` files are in the index as three states. It is seen with all of them in it or as it was: never as if what is
    /// between markers were settled.
    func run(unsettled: [MergedTree.Unsettled] = []) throws {
        try Files.replace(TrustedPath(trusting: repository.indexPath)) { index in
            let differences = try repository.differences(repository.peel(old, to: .tree), repository.peel(new, to: .tree))
            let files = differences.compactMap { path, _, new in
                new.flatMap { $0.mode.isFile ? TreeFile(path: path, mode: $0.mode, id: $0.id) : nil }
            }
            try refresh(index)
            try check(files, index)
            // Git asks new attributes how to write files; before they are there it knows only the old.
            if !differences.contains(where: { $0.path.hasSuffix(".gitattributes") }), world.flag("core.sparseCheckout") != true {
                try place(files, index)
            }
            try git(moving, index: index)
            if !unsettled.isEmpty { try enter(unsettled.flatMap(Self.lines), index) }
            try refresh(index)
        }
    }

    private var moving: [String] { ["read-tree", "-m", "-u", old.hex, new.hex] }

    /// Whether git would do it. A run that was killed may have written files already: what is as it is to be is in nobody's way.
    private func check(_ files: [TreeFile], _ index: String) throws {
        let trial = ["read-tree", "-n"] + moving.dropFirst()
        if try runGit(trial, index: index).end == .exited(0) { return }
        // Git reads one path from a line, and takes one in quotes for escaped.
        let there = files.filter { file in
            !file.path.utf8.contains(UInt8(ascii: "\n")) && file.path.utf8.first != UInt8(ascii: "\"")
                && (try? Files.status(top + file.path))?.kind == .file
        }
        let names = there.map { $0.path + "\n" }.joined()
        let ids = String(decoding: try git(["hash-object", "--stdin-paths"], input: names, index: index), as: UTF8.self)
            .split(separator: "\n")
        try enter(zip(there, ids).filter { $0.id.hex == $1 }.map { Self.line($0.0, stage: 0) }, index)
        try git(trial, index: index)
    }

    // MARK: - Files

    /// Puts files in their places, and into the index. What cannot be renamed there is left to git.
    private func place(_ files: [TreeFile], _ index: String) throws {
        guard !files.isEmpty else { return }
        let owned = try OwnedDirectory.make(in: String(repository.gitDirectory.dropLast()))
        let folder = owned.path + "/"
        // An index of the new files alone: git makes no file that is not in its index.
        let made = folder + "index"
        try enter(files.map { Self.line($0, stage: 0) }, made)
        try git(["checkout-index", "-a", "-q", "--prefix=" + folder + "new/"], index: made)
        let root = try Root(TrustedPath(trusting: top))
        let placed = files.filter { file in
            guard let path = try? PathGate.check(file.path, as: .repository) else { return false }
            do {
                if try root.status(path)?.kind == .directory { return false }
                try root.take(folder + "new/" + path.text, as: path)
                return true
            } catch {
                return false
            }
        }
        try enter(placed.map { Self.line($0, stage: 0) }, index)
        withExtendedLifetime(owned) {}
    }

    private var top: String { repository.workingDirectory ?? "" }

    // MARK: - The index

    private static func line(_ file: TreeFile, stage: Int) -> String { "\(file.mode) \(file.id.hex) \(stage)\t\(file.path)\0" }

    /// What takes a path's settled state out of the index and puts the three states in.
    private static func lines(_ file: MergedTree.Unsettled) -> [String] {
        let states = [(1, file.base), (2, file.ours), (3, file.theirs)]
        return ["0 \(ObjectID.zero.hex)\t\(file.path)\0"]
            + states.compactMap { stage, state in state.map { "\($0.mode) \($0.id.hex) \(stage)\t\(file.path)\0" } }
    }

    private func enter(_ lines: [String], _ index: String) throws {
        if !lines.isEmpty { try git(["update-index", "-z", "--index-info"], input: lines.joined(), index: index) }
    }

    /// Git takes a file for changed that only has another time than the index says, until it has looked.
    private func refresh(_ index: String) throws {
        _ = try runGit(["update-index", "-q", "--refresh"], index: index)
    }

    @discardableResult
    private func git(_ words: [String], input: String = "", index: String) throws -> [UInt8] {
        try World.output(of: try runGit(words, input: input, index: index), words)
    }

    private func runGit(_ words: [String], input: String = "", index: String) throws -> Process.Result {
        try world.runGit(
            words, in: repository.workingDirectory ?? repository.gitDirectory, of: repository, input: Array(input.utf8),
            environment: ["GIT_INDEX_FILE": index])
    }
}

// Git's own filters between the content of a file and what is stored of it: which files they are for, and git run for those.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// The filters that attributes name, those of the tree that is built upon among them.
final class GitFilter: ContentFilter {
    private let world: World
    private let repository: Repository
    private let source: AttributeSource
    /// What git is told where the attributes are those of a commit: an index that has them alone, and no working tree.
    private var variables: [String: String]?
    private let tree: ObjectID
    /// The names of filters that do something.
    private let drivers: Set<String>
    private let convertsLineEnds: Bool
    private var temporary: String?

    /// `isWorktree`: the attributes of the working tree count, as for `git add`; else those of the commit.
    init(_ world: World, _ repository: Repository, commit: ObjectID?, tree: ObjectID, isWorktree: Bool) throws {
        self.world = world
        self.repository = repository
        self.tree = tree
        source = isWorktree ? .workingTree : commit.map(AttributeSource.commit) ?? .index
        variables = isWorktree ? [:] : nil
        let settings = try repository.configuration().entries(matching: "^filter\\.")
        drivers = Set(
            settings.filter { $0.value?.isEmpty == false && ($0.name.hasSuffix(".clean") || $0.name.hasSuffix(".process")) }.map { setting in
                let name = setting.name.dropFirst("filter.".count)
                return String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
            })
        let setting = world.config("core.autocrlf")?.lowercased()
        convertsLineEnds = setting.map { $0 == "input" || ConfigOverrides.boolean($0) == true } ?? false
    }

    deinit { if let temporary { try? Files.remove(temporary) } }

    private static let names = ["filter", "text", "eol", "crlf", "ident", "working-tree-encoding"]

    private func attributes(_ path: String) throws(StoreError) -> [String: AttributeValue] {
        do throws(GitError) {
            return Dictionary(uniqueKeysWithValues: zip(Self.names, try repository.attributes(Self.names, of: path, from: source)))
        } catch {
            throw StoreError(.failed, "cannot read the attributes of '\(path)': \(error.message)")
        }
    }

    private func driver(_ attributes: [String: AttributeValue]) -> Bool {
        if case .value(let name)? = attributes["filter"] { drivers.contains(name) } else { false }
    }

    func concerns(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> Bool {
        let (hasReturns, hasID) = (bytes.contains(UInt8(ascii: "\r")), bytes.hasIdent)
        guard hasReturns || hasID || !drivers.isEmpty else { return false }
        let found = try attributes(path)
        if driver(found) { return true }
        // What it is in the working tree is not what an export has.
        if case .value? = found["working-tree-encoding"] { return false }
        if hasID, found["ident"] == .set { return true }
        let says = [found["text"], found["crlf"], found["eol"]]
        guard hasReturns, found["text"] != .unset, found["crlf"] != .unset else { return false }
        return convertsLineEnds || says.contains { $0 != .unspecified }
    }

    func clean(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> ObjectID {
        let output = try git(["hash-object", "-w", "--stdin", "--path=" + path], bytes, path)
        let hex = String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard let id = ObjectID(hex: hex) else { throw StoreError(.failed, "cannot store '\(path)': git named no object") }
        return id
    }

    /// Line ends and the like make no difference that anybody would be told of: only filters are run.
    func smudge(_ path: String, _ stored: ObjectID) throws(StoreError) -> [UInt8]? {
        guard !drivers.isEmpty, driver(try attributes(path)) else { return nil }
        do throws(StoreError) {
            return try git(["cat-file", "--filters", "--path=" + path, stored.hex], [], path)
        } catch {
            // What no parser reads can be replaced without having been seen.
            if Syntax(path: path) != nil { throw error }
            return nil
        }
    }

    private func git(_ arguments: [String], _ input: [UInt8], _ path: String) throws(StoreError) -> [UInt8] {
        do {
            let result = try world.runGit(arguments, in: "/", of: repository, input: input, environment: try places())
            return try World.output(of: result, arguments)
        } catch {
            let words = describe(error).first
            throw StoreError(.failed, words?.text ?? "git failed", hints: ["a filter of git is set for '\(path)'"] + (words?.hints ?? []))
        }
    }

    private func places() throws -> [String: String] {
        if let variables { return variables }
        let index = repository.gitDirectory + ".git-sol-\(Environment.processNumber)-1.tmp"
        temporary = index
        let places = ["GIT_WORK_TREE": repository.objectDirectory, "GIT_INDEX_FILE": index]
        let files = try repository.files(of: tree).filter { $0.path == ".gitattributes" || $0.path.hasSuffix("/.gitattributes") }
        let lines = files.map { "\($0.mode) \($0.id.hex)\t\($0.path)\0" }.joined()
        let arguments = ["update-index", "-z", "--add", "--index-info"]
        _ = try World.output(
            of: try world.runGit(arguments, in: "/", of: repository, input: Array(lines.utf8), environment: places), arguments)
        variables = places
        return places
    }
}

extension [UInt8] {
    /// Whether git's `$Id$` may be in it.
    fileprivate var hasIdent: Bool {
        var rest = self[...]
        while let place = rest.firstIndex(of: UInt8(ascii: "$")) {
            rest = rest[place...].dropFirst()
            if rest.starts(with: "Id".utf8) { return true }
        }
        return false
    }
}

// Git's own filters between the content of a file and what is stored of it: which files they are for, and git run for those.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// The filters that attributes name, those of the tree that is built upon among them.
final class GitFilter: ContentFilter {
    private let world: World
    private let repository: Repository
    private let source: AttributeSource
    private let tree: ObjectID
    /// The names of filters that do something.
    private let drivers: Set<Exact>
    var hasDrivers: Bool { !drivers.isEmpty }
    private let convertsLineEnds: Bool
    /// Lines end with a return in the working tree, unless attributes say otherwise.
    private let endsWithReturns: Bool
    /// Whether anything may be another in the working tree than it is stored, but for the work of filters.
    private var convertsOnCheckout: Bool { endsWithReturns || namesConversions }
    /// Where git finds the attributes: it looks for them from where it stands, and not in an index that it did not have to read.
    private var directory: String?
    /// Made for the attributes of a commit.
    private var temporary: OwnedDirectory?

    /// `isWorktree`: the attributes of the working tree count, as for `git add`; else those of the commit.
    init(_ world: World, _ repository: Repository, commit: ObjectID?, tree: ObjectID, isWorktree: Bool) throws {
        self.world = world
        self.repository = repository
        self.tree = tree
        source = isWorktree ? .workingTree : commit.map(AttributeSource.commit) ?? .index
        directory = isWorktree ? repository.workingDirectory : nil
        let settings = try repository.configuration().entries(matching: "^filter\\.")
        drivers = Set(
            exact: settings.filter { $0.value?.isEmpty == false && ($0.name.hasSuffix(".clean") || $0.name.hasSuffix(".process")) }.map {
                setting in
                let name = setting.name.dropFirst("filter.".count)
                return String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
            })
        let setting = world.config("core.autocrlf")?.lowercased()
        endsWithReturns = ConfigOverrides.boolean(setting ?? "") == true || world.config("core.eol")?.lowercased() == "crlf"
        convertsLineEnds = setting.map { $0 == "input" || ConfigOverrides.boolean($0) == true } ?? false
    }

    /// Whether any file of attributes has a word that would do so.
    private lazy var namesConversions: Bool = {
        var texts = [repository.commonDirectory + "info/attributes"].map { (try? Files.read($0)) ?? [] }
        if let path = (try? repository.configuration().path("core.attributesfile")) ?? nil { texts.append((try? Files.read(path)) ?? []) }
        if let top = repository.workingDirectory { texts.append((try? Files.readContent(top + ".gitattributes")) ?? []) }
        texts += attributeFiles.map { (try? repository.readBlob($0.id)) ?? [] }
        return texts.contains { text in
            let words = String(decoding: text, as: UTF8.self)
            return ["eol", "working-tree-encoding", "ident"].contains { words.contains($0) }
        }
    }()

    private lazy var attributeFiles: [(path: String, mode: FileMode, id: ObjectID)] = {
        let all = (try? repository.files(of: tree)) ?? []
        return all.filter { $0.mode.isFile && ($0.path == ".gitattributes" || $0.path.hasSuffix("/.gitattributes")) }.map {
            ($0.path, $0.mode, $0.id)
        }
    }()

    private static let names = ["filter", "text", "eol", "crlf", "ident", "working-tree-encoding"]

    private func attributes(_ path: String) throws(StoreError) -> [Exact: AttributeValue] {
        do throws(GitError) {
            return Dictionary(exact: zip(Self.names, try repository.attributes(Self.names, of: path, from: source))) { first, _ in first }
        } catch {
            throw StoreError(.failed, "cannot read the attributes of '\(path)': \(error.message)")
        }
    }

    private func driver(_ attributes: [Exact: AttributeValue]) -> Bool {
        if case .value(let name)? = attributes["filter"] { drivers.contains(name) } else { false }
    }

    func concerns(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> Bool {
        let hasReturns = bytes.contains(UInt8(ascii: "\r"))
        let hasID = namesConversions && bytes.hasIdent
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

    func checkedOut(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> [UInt8]? {
        guard convertsOnCheckout else { return nil }
        let found = try attributes(path)
        // What a filter made of the content it gives back: nobody has to ask it.
        guard !driver(found),
            found.contains(where: { $0.key != "filter" && $0.value != .unspecified && $0.value != .unset }) || endsWithReturns
        else { return nil }
        let stored = try clean(path, bytes)
        return try git(["cat-file", "--filters", "--path=" + path, stored.hex], [], path)
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
            let directory = try place()
            let result = try world.runGit(
                arguments, in: directory, of: repository, input: input, environment: ["GIT_WORK_TREE": directory])
            return try World.output(of: result, arguments)
        } catch {
            let words = describe(error).first
            throw StoreError(.failed, words?.text ?? "git failed", hints: ["a filter of git is set for '\(path)'"] + (words?.hints ?? []))
        }
    }

    private func place() throws -> String {
        if let directory { return directory }
        let owned = try OwnedDirectory.make(in: String(repository.gitDirectory.dropLast()))
        let made = owned.path
        temporary = owned
        let root = try Root(TrustedPath(trusting: made))
        for file in attributeFiles { try root.write(try repository.readBlob(file.id), to: PathGate.check(file.path, as: .repository)) }
        directory = made
        return made
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

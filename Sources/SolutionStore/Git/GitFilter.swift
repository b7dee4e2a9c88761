// Git's own filters between the content of a file and what is stored of it: which files they are for, and git run for those.

public import Bindings
internal import SolutionCore

/// The filters that attributes name, those of the tree that is built upon among them.
public final class GitFilter: ContentFilter {
    private let program: GitProgram
    private let repository: Repository
    private let source: AttributeSource
    private let tree: ObjectID
    /// The names of filters that do something.
    private let drivers: Set<Exact>
    public var hasDrivers: Bool { !drivers.isEmpty }
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
    public init(
        _ program: GitProgram, _ settings: GitSettings, _ repository: Repository, commit: ObjectID?, tree: ObjectID, isWorktree: Bool
    ) throws(StoreError) {
        self.program = program
        self.repository = repository
        self.tree = tree
        source = isWorktree ? .workingTree : commit.map(AttributeSource.commit) ?? .index
        directory = isWorktree ? repository.workingDirectory : nil
        let filters: [ConfigurationEntry]
        do throws(GitError) {
            filters = try repository.configuration().entries(matching: "^filter\\.")
        } catch {
            throw StoreError(error, doing: "read the filters of git")
        }
        drivers = Set(
            exact: filters.filter { $0.value?.isEmpty == false && ($0.name.hasSuffix(".clean") || $0.name.hasSuffix(".process")) }.map {
                setting in
                let name = setting.name.dropFirst("filter.".count)
                return String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
            })
        let setting = settings["core.autocrlf"]?.lowercased()
        endsWithReturns = GitSettings.boolean(setting ?? "") == true || settings["core.eol"]?.lowercased() == "crlf"
        convertsLineEnds = setting.map { $0 == "input" || GitSettings.boolean($0) == true } ?? false
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

    private static func namesConversion(_ attributes: [Exact: AttributeValue]) -> Bool {
        attributes.contains { $0.key != "filter" && $0.value != .unspecified && $0.value != .unset }
    }

    public func concerns(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> Bool {
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

    public func clean(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> ObjectID {
        let output = try git(["hash-object", "-w", "--stdin", "--path=" + path], bytes, path)
        let hex = String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard let id = ObjectID(hex: hex) else { throw StoreError(.failed, "cannot store '\(path)': git named no object") }
        return id
    }

    public func checkedOut(_ path: String, _ bytes: [UInt8]) throws(StoreError) -> [UInt8]? {
        guard convertsOnCheckout else { return nil }
        let found = try attributes(path)
        // What a filter made of the content it gives back: nobody has to ask it.
        guard !driver(found), Self.namesConversion(found) || endsWithReturns else { return nil }
        let stored = try clean(path, bytes)
        return try git(["cat-file", "--filters", "--path=" + path, stored.hex], [], path)
    }

    /// What git makes of a stored blob with this content in the working tree.
    func workingForm(_ path: String, of stored: [UInt8]) throws(StoreError) -> [UInt8] {
        guard convertsOnCheckout || !drivers.isEmpty else { return stored }
        let found = try attributes(path)
        guard driver(found) || endsWithReturns || Self.namesConversion(found) else { return stored }
        let id = try program.object(of: ["hash-object", "-w", "--stdin", "--no-filters"], in: repository, input: stored)
        return try git(["cat-file", "--filters", "--path=" + path, id.hex], [], path)
    }

    /// The blob of what stands in the working tree in another encoding than it is stored in; nil where there is none but the file's own.
    func stored(_ path: String, _ working: [UInt8]) throws(StoreError) -> ObjectID? {
        guard namesConversions, case .value? = try attributes(path)["working-tree-encoding"] else { return nil }
        return try clean(path, working)
    }

    /// Line ends and the like make no difference that anybody would be told of: only filters are run.
    public func smudge(_ path: String, _ stored: ObjectID) throws(StoreError) -> [UInt8]? {
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
        do throws(StoreError) {
            let directory = try place()
            return try program.output(
                of: arguments, in: repository, directory: directory, input: input, environment: ["GIT_WORK_TREE": directory])
        } catch {
            throw StoreError(.failed, error.message, hints: ["a filter of git is set for '\(path)'"] + error.hints)
        }
    }

    private func place() throws(StoreError) -> String {
        if let directory { return directory }
        let owned = try ofSystem { () throws(SystemError) in try OwnedDirectory.make(in: String(repository.gitDirectory.dropLast())) }
        // A clone's folders may be called as our own files are: they have one to themselves.
        let made = owned.path + "/tree"
        try ofSystem { () throws(SystemError) in try Files.createDirectories(TrustedPath(trusting: made)) }
        temporary = owned
        let root = try ofSystem { () throws(SystemError) in try Root(TrustedPath(trusting: made)) }
        for file in attributeFiles {
            let path = try gated(file.path, as: .repository)
            let bytes: [UInt8]
            do throws(GitError) { bytes = try repository.readBlob(file.id) } catch {
                throw StoreError(error, doing: "read '\(file.path)'")
            }
            try ofSystem { () throws(SystemError) in try root.write(bytes, to: path) }
        }
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

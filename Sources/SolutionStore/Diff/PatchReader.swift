// A diff read back from its JSON.

internal import Bindings
internal import SolutionCore

extension Patch {
    /// Reads what `git sol diff --json` wrote.
    public init(json bytes: [UInt8], named name: String) throws(StoreError) {
        let tree: Tree
        do throws(ParseError) {
            tree = try Document(bytes, syntax: .json, names: Names(), limits: Limits.ofThisRun.patch).tree
        } catch {
            throw StoreError(error, file: name, hints: ["give the output of 'git sol diff --json'"])
        }
        var reader = Reader(tree: tree, name: name)
        try reader.read()
        self.init(solutions: reader.solutions)
    }
}

private struct Reader {
    let tree: Tree
    let name: String
    var solutions: [Patch.Solution] = []

    mutating func read() throws(StoreError) {
        guard string("format", tree.root) == "git-sol.diff/1", let files = tree.member("files", of: tree.root) else {
            throw StoreError(
                .badInput, "it is no diff of git sol", file: name, hints: ["give the output of 'git sol diff --json'"])
        }
        var order: [String] = []
        var byPlace: [Exact: (name: String, folder: String, files: [Patch.File])] = [:]
        for item in tree.children(of: files) {
            let (solution, folder) = (string("solution", item) ?? "", string("folder", item) ?? "")
            // Its length tells where the name ends.
            let place = "\(solution.utf8.count):" + solution + folder
            if byPlace[place] == nil {
                order.append(place)
                byPlace[place] = (solution, folder, [])
            }
            byPlace[place]?.files.append(try file(item))
        }
        solutions = order.compactMap { byPlace[$0] }.map {
            Patch.Solution(name: $0.name, folder: $0.folder, files: $0.files)
        }
    }

    private func file(_ item: Int) throws(StoreError) -> Patch.File {
        guard let path = string("path", item) else { throw damaged("a file has no path") }
        let before = try id("before", item)
        let after = try id("after", item)
        let content: Patch.Content
        if let list = tree.member("edits", of: item) {
            var edits: [ByteEdit] = []
            for edit in tree.children(of: list) {
                guard let offset = number("offset", edit), let length = number("length", edit), let bytes = try bytes(edit)
                else { throw damaged("an edit of '\(path)' is incomplete") }
                edits.append(ByteEdit(offset: offset, length: length, bytes: bytes))
            }
            content = .edits(edits)
        } else if let bytes = try bytes(item) {
            content = .whole(bytes)
        } else {
            guard after == nil else { throw damaged("'\(path)' has no content") }
            content = .none
        }
        return Patch.File(path: path, newPath: string("newPath", item), before: before, after: after, content: content)
    }

    private func bytes(_ item: Int) throws(StoreError) -> [UInt8]? {
        if let text = tree.member("text", of: item) { return tree.valueBytes(of: text) }
        guard let text = string("base64", item) else { return nil }
        guard let bytes = Base64.decode(text) else { throw damaged("a text is no Base64") }
        return bytes
    }

    private func id(_ name: String, _ item: Int) throws(StoreError) -> ObjectID? {
        guard let text = string(name, item) else { return nil }
        guard let id = ObjectID(hex: text) else { throw damaged("'\(text)' is no object id") }
        return id
    }

    private func string(_ name: String, _ item: Int) -> String? {
        guard let member = tree.member(name, of: item), tree[member].kind == .string else { return nil }
        return tree.text(of: member)
    }

    private func number(_ name: String, _ item: Int) -> Int? { tree.member(name, of: item).flatMap { Int(tree.text(of: $0)) } }

    private func damaged(_ what: String) -> StoreError {
        StoreError(.badInput, "the diff is damaged: \(what)", file: name, hints: ["make it again"])
    }
}

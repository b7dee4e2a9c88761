// The texts of a solution that makers translate: lists with an element for each language, and the key that names each list.

/// One text in its languages: `<displaynames><displayname description="…" languagecode="1033" />…</displaynames>`.
struct LabelList {
    struct Row {
        let element: Tree.Index
        /// The attributes that hold the language and the text.
        let language: Tree.Index
        let text: Tree.Index
    }

    let list: Tree.Index
    var rows: [Row]
    /// As resource files name it; see `LabelRule`.
    var key = ""
    /// What it is, for translators.
    var comment = ""
}

extension Tree {
    /// All lists whose keys are theirs alone, in the order of the document, and how many share theirs with another.
    func labelLists(kinds: Kinds = .table) -> (named: [LabelList], unnamed: Int) {
        var lists = findLabelLists()
        let namer = LabelNamer(self, kinds: kinds)
        for i in lists.indices { namer.name(&lists[i]) }
        // Cells that were copied with their form keep their ids: the way to them tells them apart.
        var shared = Dictionary(exact: lists.indices) { lists[$0].key }.values.filter { $0.count > 1 }
        for i in shared.joined() { lists[i].key += "," + namer.way(to: lists[i].list) }
        shared = Dictionary(exact: lists.indices) { lists[$0].key }.values.filter { $0.count > 1 }
        let unnamed = Set(shared.joined())
        return (lists.indices.filter { !unnamed.contains($0) }.map { lists[$0] }, unnamed.count)
    }

    private func findLabelLists() -> [LabelList] {
        let languages = ["languagecode", "LCID", "lcid"].compactMap(names.find)
        let texts = ["description", "Title", "Text", "Description"].compactMap(names.find)
        var lists: [LabelList] = []
        var positions: [Index: Int] = [:]
        for index in nodes.indices where nodes[index].kind == .attribute && languages.contains(nodes[index].name) {
            let element = parent(of: index)
            guard element != root, let text = attributes(of: element).first(where: { texts.contains(nodes[$0].name) })
            else { continue }
            let row = LabelList.Row(element: element, language: index, text: text)
            let list = parent(of: element)
            if let position = positions[list] {
                lists[position].rows.append(row)
            } else {
                positions[list] = lists.count
                lists.append(LabelList(list: list, rows: [row]))
            }
        }
        return lists
    }
}

/// How SolutionPackager names the lists of a kind, seen in resource files that teams published.
///
/// A key is `TYPE:ELEMENT,ID`: the component's type code, the name of the rows, and an id put together without a mark.
private struct LabelRule {
    enum Part {
        case component(ValuePath)
        case owner(ValuePath)
        case word(String)
    }

    /// The way from the root to the component.
    let path: String
    /// The element that holds the list; nil for any.
    let owner: String?
    let code: String
    let id: [Part]

    static let table = [
        LabelRule(
            path: "SolutionManifest/Publisher", owner: "Publisher", code: "15062",
            id: [
                .owner("UniqueName"), .owner("CustomizationPrefix"), .owner("CustomizationOptionValuePrefix"),
            ]),
        LabelRule(path: "SolutionManifest", owner: "SolutionManifest", code: "15062", id: [.owner("UniqueName")]),
        LabelRule(
            path: "Entities/Entity", owner: "entity", code: "1",
            id: [
                .component("Name"), .word("entity"), .component("Name"),
            ]),
        LabelRule(path: "Entities/Entity", owner: "attribute", code: "1", id: [.component("Name"), .owner("@PhysicalName")]),
        LabelRule(path: "Entities/Entity", owner: "optionset", code: "1", id: [.component("Name"), .owner("@Name")]),
        LabelRule(
            path: "Entities/Entity", owner: "option", code: "1",
            id: [
                .component("Name"), .owner("../..@Name"), .owner("@value"),
            ]),
        LabelRule(
            path: "Entities/Entity", owner: "state", code: "1",
            id: [
                .component("Name"), .owner("../..@Name"), .owner("@value"),
            ]),
        LabelRule(
            path: "Entities/Entity", owner: "status", code: "1",
            id: [
                .component("Name"), .owner("../..@Name"), .owner("@value"),
            ]),
        LabelRule(
            path: "Entities/Entity", owner: "systemform", code: "1",
            id: [
                .component("Name@LocalizedName"), .owner("formid"),
            ]),
        LabelRule(
            path: "Entities/Entity", owner: "savedquery", code: "1",
            id: [
                .component("Name@LocalizedName"), .owner("savedqueryid"),
            ]),
        LabelRule(
            path: "Entities/Entity", owner: "visualization", code: "1",
            id: [
                .component("Name@LocalizedName"), .owner("savedqueryvisualizationid"),
            ]),
        LabelRule(path: "Entities/Entity", owner: nil, code: "1", id: [.component("Name@LocalizedName"), .owner("@id")]),
        LabelRule(path: "optionsets/optionset", owner: "optionset", code: "9", id: [.owner("@Name")]),
        LabelRule(path: "optionsets/optionset", owner: "option", code: "9", id: [.component("@Name"), .owner("@value")]),
        LabelRule(path: "EntityRelationships/EntityRelationship", owner: nil, code: "10", id: [.component("@Name")]),
        LabelRule(path: "Workflows/Workflow", owner: "Workflow", code: "29", id: [.owner("@WorkflowId")]),
        LabelRule(path: "Workflows/Workflow", owner: nil, code: "29", id: [.owner("@id")]),
    ]
}

/// Names the lists of one document.
private struct LabelNamer {
    private let tree: Tree
    private let kinds: [Exact: Kind]
    private let rules: [Exact: [LabelRule]]

    init(_ tree: Tree, kinds: Kinds) {
        self.tree = tree
        let topmost = kinds.kinds(in: nil).filter { !$0.path.isEmpty }
        self.kinds = Dictionary(exact: topmost.map { ($0.path.joined(separator: "/"), $0) }) { one, _ in one }
        rules = Dictionary(exact: LabelRule.table, by: \.path)
    }

    func name(_ list: inout LabelList) {
        let owner = tree.parent(of: list.list)
        guard let row = list.rows.first?.element else { return }
        let component = component(of: owner)
        let element = tree.name(of: row)
        let kind = kinds[component.path]
        let label = kind?.label.lazy.compactMap { $0.value(in: tree, at: component.index) }.first
        let noun = kind?.noun ?? component.path
        list.comment = "\(element) of \(owner == component.index ? "" : tree.name(of: owner) + " in ")\(noun) '\(label ?? "")'"
        for rule in rules[component.path] ?? [] where rule.owner == nil || rule.owner == tree.name(of: owner) {
            if let id = fill(rule, component.index, owner) {
                list.key = "\(rule.code):\(element),\(id)"
                return
            }
        }
        list.key = "\(code(of: kind)):\(element),\(way(to: list.list))"
    }

    /// The component's key and the elements from there to the list's owner, each with what it is known by.
    func way(to list: Tree.Index) -> String {
        let owner = tree.parent(of: list)
        let component = component(of: owner)
        var way: [String] = []
        var here = list
        while here != component.index, here != tree.root, here != Tree.document {
            way.insert(step(here), at: 0)
            here = tree.parent(of: here)
        }
        let key = kinds[component.path]?.key.compactMap { $0.value(in: tree, at: component.index) }.joined(separator: ",")
        way.insert(key.flatMap { $0.isEmpty ? nil : $0 } ?? component.path, at: 0)
        return way.joined(separator: "/")
    }

    private func step(_ element: Tree.Index) -> String {
        let known = ["id", "Id", "ID", "Name", "name", "PhysicalName", "value", "type", "Key"].lazy
            .compactMap { tree.attribute($0, of: element) }.first { !$0.isEmpty }
        let id =
            known
            ?? ["formid", "savedqueryid"].lazy.compactMap { name in
                tree.element(name, of: element).map { tree.text(of: $0) }
            }.first
        return tree.name(of: element) + (id.map { "[\($0)]" } ?? "")
    }

    /// The component that an element is in or is, as deep as the tables know one; else the section.
    private func component(of element: Tree.Index) -> (index: Tree.Index, path: String) {
        var chain: [Tree.Index] = []
        var here = element
        while here != tree.root, here != Tree.document {
            chain.insert(here, at: 0)
            here = tree.parent(of: here)
        }
        for depth in stride(from: chain.count, to: 0, by: -1) {
            let path = chain.prefix(depth).map { tree.name(of: $0) }.joined(separator: "/")
            if kinds[path] != nil || rules[path] != nil { return (chain[depth - 1], path) }
        }
        let section = chain.first ?? tree.root
        return (section, tree.name(of: section))
    }

    private func code(of kind: Kind?) -> String {
        guard let code = kind?.codes.first else { return kind?.word ?? "0" }
        switch code {
        case .number(let number): return String(number)
        case .word(let word): return word
        }
    }

    private func fill(_ rule: LabelRule, _ component: Tree.Index, _ owner: Tree.Index) -> String? {
        var id = ""
        for part in rule.id {
            let value =
                switch part {
                case .component(let path): path.value(in: tree, at: component)
                case .owner(let path): path.value(in: tree, at: owner)
                case .word(let word): Optional(word)
                }
            guard let value else { return nil }
            id += value
        }
        return id
    }
}

// Random solutions with components of every kind, made from the table of kinds alone: a new kind is in them without a change here.

import Bindings
import TestSupport

@testable import SolutionCore

/// An element under construction.
final class RandomElement {
    let name: String
    var attributes: [(name: String, value: String)] = []
    var children: [RandomElement] = []
    var text = ""
    /// The kind that it is a component of.
    var kind: Kind?
    /// The entries that only it refers to.
    var entries: [String] = []

    init(_ name: String) { self.name = name }

    func child(_ name: String) -> RandomElement {
        if let child = children.first(where: { $0.name == name }) { return child }
        return add(RandomElement(name))
    }

    @discardableResult
    func add(_ child: RandomElement) -> RandomElement {
        children.append(child)
        return child
    }

    func set(_ attribute: String, _ value: String) {
        if let index = attributes.firstIndex(where: { $0.name == attribute }) {
            attributes[index].value = value
        } else {
            attributes.append((attribute, value))
        }
    }

    func write(into out: inout String, depth: Int = 0) {
        out += "<" + name
        for attribute in attributes { out += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
        // Both forms of an element without content, by its name.
        if children.isEmpty, text.isEmpty, name.utf8.count % 2 == 0 { return out += " />" }
        out += ">" + Self.escaped(text)
        for child in children {
            if text.isEmpty { out += "\r\n" + String(repeating: "  ", count: depth + 1) }
            child.write(into: &out, depth: depth + 1)
        }
        if text.isEmpty, !children.isEmpty { out += "\r\n" + String(repeating: "  ", count: depth) }
        out += "</" + name + ">"
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case "\"": out += "&quot;"
            case "\n": out += "&#xA;"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}

struct RandomPackage {
    let customizations = RandomElement("ImportExportXml")
    private(set) var entries: [(name: String, content: String)] = []
    /// The words of the kinds that are in it.
    private(set) var kinds: Set<String> = []
    private var random: SeededRandom
    private var count = 0

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        customizations.set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        for kind in Kinds.table.all
        where kind.owner == nil && !kind.places.contains(where: { $0.pattern.match("Other/Solution.xml") != nil }) {
            add(kind, below: customizations, ownerName: nil)
        }
        for _ in 0..<random.below(3) { customizations.add(content(depth: 0, name: unique("Unknown"))) }
        for _ in 0..<random.below(4) { addEntry("\(random.pick(["newthings", "Assets"]))/\(segment())/\(segment())") }
    }

    // MARK: - Names

    private mutating func unique(_ stem: String) -> String {
        count += 1
        return "\(stem)\(count)"
    }

    /// A name that a file can have, and no other one has in any letter case.
    private mutating func segment() -> String {
        let odd = [
            "Plain", "with space", "two  spaces", " before", "Größe", "Gro\u{0308}ße", "日本語", "😀", "O'Brien", "50%", "%20", "a&b", "<x>",
            "\"quoted\"",
            "semi;colon", "dots..dots", "{brace}", "#hash", "a_managed", "x.data", "x.xml", "x.meta.xml", "[v]", "a=b,c", "~", "-20", "$",
            "col:on",
            String(repeating: "long", count: 40),
        ]
        return unique(random.pick(odd) + "-")
    }

    // MARK: - Components

    /// None, one or several components of a kind, and what belongs inside them.
    private mutating func add(_ kind: Kind, below owner: RandomElement, ownerName: String?) {
        guard let section = kind.path.first else { return addFiles(of: kind, ownerName: ownerName) }
        let number = random.chance(60) ? 1 + random.below(3) : 0
        if number > 0 || random.chance(50) { _ = owner.child(section) }
        // Without a key there can be only one.
        for _ in 0..<(kind.key.isEmpty ? min(number, 1) : number) { addComponent(kind, below: owner, ownerName) }
    }

    private mutating func addComponent(_ kind: Kind, below owner: RandomElement, _ ownerName: String?) {
        kinds.insert(kind.word)
        let place = kind.places.first { $0.isWritten && $0.elements != nil }
        var parent = kind.path.dropLast().reduce(owner) { $0.child($1) }
        for path in (place?.names ?? [:]).values where path.steps == [[".."]] {
            // Around each value of the wrapper's attribute stands a wrapper of its own.
            let value = random.pick(["main", "quick", "card"])
            let outer = kind.path.dropLast(2).reduce(owner) { $0.child($1) }
            let wrappers = outer.children.filter { $0.name == parent.name }
            let free = wrappers.first { $0.attributes.isEmpty }
            parent = wrappers.first { $0.attributes.contains { $0.value == value } } ?? free ?? outer.add(RandomElement(parent.name))
            if let attribute = path.attribute { parent.set(attribute, value) }
        }
        let item = kind.path.count == 1 ? owner.child(kind.path[0]) : parent.add(RandomElement(kind.path.last ?? ""))
        item.kind = kind
        let isShared = (place?.elements?.count ?? 0) > 1 && place?.index != nil
        for (_, path) in (place?.names ?? [:]).sorted(by: { $0.key < $1.key }) where path.steps != [[".."]] {
            set(path, in: item, isShared ? random.pick(["one table", "two"]) : segment())
        }
        for path in kind.key + kind.aliases where value(path, in: item) == nil { set(path, in: item, segment()) }
        for path in kind.label where random.chance(50) && value(path, in: item) == nil { set(path, in: item, unique("A label & <more> ")) }
        addPayloads(of: kind, place, item)
        for text in kind.texts where random.chance(70) {
            set(text.element, in: item, random.pick(["", "a text", "<a href=\"x\">é & 😀</a>\n  \n", "]] >", " around "]))
        }
        if item.text.isEmpty { for _ in 0..<random.below(4) { item.add(content(depth: 0, name: unique("x_"))) } }
        let name = place?.names["key"].flatMap { value($0, in: item) }
        for inner in Kinds.table.kinds(in: kind.word) where !inner.path.isEmpty { add(inner, below: item, ownerName: name) }
    }

    private mutating func addPayloads(of kind: Kind, _ place: Place?, _ item: RandomElement) {
        for payload in kind.payloads {
            let ending = random.pick([".js", ".json", "", ".dll", ".Png"])
            if let prefix = payload.prefix {
                let value = prefix + segment() + ending
                if let reference = payload.reference { set(reference, in: item, value) } else { item.child(unique("x_file")).text = value }
                addEntry(String(value.dropFirst()))
                item.entries.append(String(value.dropFirst()))
            } else if let reference = payload.reference {
                let folder = payload.target.folder ?? place?.pattern.folder ?? ""
                let deep = random.chance(50) ? segment() + "/" : ""
                let value = "/" + spelled(folder, place) + "/" + deep + segment() + ending
                set(reference, in: item, value)
                addEntry(String(value.dropFirst()))
                item.entries.append(String(value.dropFirst()))
            }
        }
    }

    /// A folder's name as patterns write it, not folded.
    private func spelled(_ folder: String, _ place: Place?) -> String {
        guard case .literal(let bytes) = place?.pattern.parts.first else { return folder }
        let literal = String(decoding: bytes, as: UTF8.self)
        return literal.split(separator: "/").first.map(String.init) ?? folder
    }

    /// Kinds that are files of their own in the zip too.
    private mutating func addFiles(of kind: Kind, ownerName: String?) {
        for _ in 0..<random.below(3) {
            let key = segment()
            for place in kind.places where random.chance(70) || place.elements != nil {
                guard let path = place.pattern.fill(["key": key, "owner": ownerName ?? segment()]) else { continue }
                kinds.insert(kind.word)
                guard let root = place.elements?.first else {
                    addEntry(path)
                    continue
                }
                let element = content(depth: 1, name: root)
                for path in kind.key { set(path, in: element, key) }
                var text = ""
                element.write(into: &text)
                addEntry(path, text)
            }
            for inner in Kinds.table.kinds(in: kind.word) where inner.path.isEmpty { addFiles(of: inner, ownerName: key) }
        }
    }

    private mutating func addEntry(_ name: String, _ content: String? = nil) {
        guard !entries.contains(where: { $0.name == name }) else { return }
        entries.append((name, content ?? String(repeating: random.pick(["", "\u{FEFF}", "<a>", "\r\n\t", "é"]), count: random.below(50))))
    }

    // MARK: - Values

    private mutating func set(_ path: ValuePath, in item: RandomElement, _ value: String) {
        var here = item
        for names in path.steps { here = here.children.first { names.contains($0.name) } ?? here.child(random.pick(names)) }
        if path.language != nil { here.set(path.language ?? "", "1033") }
        if let attribute = path.attribute { here.set(attribute, value) } else { here.text = value }
    }

    private func value(_ path: ValuePath, in item: RandomElement) -> String? {
        var here = item
        for names in path.steps {
            guard let next = here.children.first(where: { names.contains($0.name) }) else { return nil }
            here = next
        }
        guard let attribute = path.attribute else { return here.text.isEmpty ? nil : here.text }
        return here.attributes.first { $0.name == attribute }?.value
    }

    /// What no rule knows.
    private mutating func content(depth: Int, name: String) -> RandomElement {
        let element = RandomElement(name)
        for index in 0..<random.below(3) {
            element.set("a\(index)", random.pick(["", "1", "two words", "\"'<&>", "line\nline", "é😀", " x "]))
        }
        if random.chance(40) { element.text = random.pick(["text", " around ", "a & b < c", "1.0.0.0", "é"]) }
        guard depth < 4 else { return element }
        for _ in 0..<random.below(4) where element.text.isEmpty || random.chance(20) {
            element.add(content(depth: depth + 1, name: random.pick(["x_a", "x_b", "x_c"])))
        }
        return element
    }

    // MARK: - Zips

    /// The zip, as the unmanaged or managed half.
    func zip(isManaged: Bool) -> [UInt8] {
        var text = ""
        customizations.write(into: &text)
        let manifest = """
            <ImportExportXml version="9.2" languagecode="1033"><SolutionManifest><UniqueName>Random</UniqueName><Version>1.2.3.4</Version>
            <Managed>\(isManaged ? 1 : 0)</Managed><RootComponents><RootComponent type="9" schemaName="b" /><RootComponent type="1" schemaName="a" />
            <RootComponent type="20" id="{1}" /></RootComponents><MissingDependencies /></SolutionManifest></ImportExportXml>
            """
        let documents = [("solution.xml", manifest), ("customizations.xml", text), ("[Content_Types].xml", "<Types />")]
        return RawZip((documents + entries).map { RawZip.Entry($0, $1) }).bytes
    }

    /// Makes it another half of the same solution: some components gone, some with other content, every section still there.
    mutating func diverge() { diverge(customizations) }

    private mutating func diverge(_ element: RandomElement) {
        // What belongs to a column has nowhere to go when the managed half's table, without the column, is the one that stays.
        func mayGo(_ kind: Kind) -> Bool { kind.path.count > 1 && !(kind.places.isEmpty && !kind.payloads.isEmpty) }
        let gone = element.children.filter { $0.kind.map(mayGo) == true && random.chance(15) }
        for child in gone { removeEntries(of: child) }
        element.children.removeAll { child in gone.contains { $0 === child } }
        for child in element.children {
            if child.kind != nil, child.text.isEmpty, random.chance(30) { child.add(content(depth: 1, name: unique("x_managed"))) }
            diverge(child)
        }
    }

    private mutating func removeEntries(of element: RandomElement) {
        entries.removeAll { element.entries.contains($0.name) }
        for child in element.children { removeEntries(of: child) }
    }
}

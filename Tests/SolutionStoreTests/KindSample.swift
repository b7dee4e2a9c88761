// A component of any kind, made from what the table says of it: its keys, its names, and two or three items of each of its lists.

@testable import SolutionCore

/// An element that is being made.
final class SampleElement {
    let name: String
    private var attributes: [(name: String, value: String)] = []
    private var children: [SampleElement] = []
    private var text = ""

    init(_ name: String) { self.name = name }

    /// The first child of that name, made where there is none.
    func child(_ name: String) -> SampleElement { children.first { $0.name == name } ?? add(name) }

    func add(_ name: String) -> SampleElement {
        let child = SampleElement(name == "*" ? "anything" : name)
        children.append(child)
        return child
    }

    /// Puts a value where a path of the table finds it.
    func set(_ path: ValuePath, _ value: String) {
        guard !path.steps.contains([".."]) else { return }
        var here = self
        for names in path.steps { here = here.child(names[0]) }
        if let language = path.language { here.put(language, "1033") }
        if let attribute = path.attribute { here.put(attribute, value) } else { here.text = value }
    }

    func put(_ attribute: String, _ value: String) {
        if !attributes.contains(where: { $0.name == attribute }) { attributes.append((attribute, value)) }
    }

    func spelled(_ indentation: String = "") -> String {
        let head = "\(indentation)<\(name)" + attributes.map { " \($0.name)=\"\($0.value)\"" }.joined()
        if children.isEmpty { return text.isEmpty ? head + " />\n" : "\(head)>\(text)</\(name)>\n" }
        return "\(head)>\n" + children.map { $0.spelled(indentation + "  ") }.joined() + "\(indentation)</\(name)>\n"
    }
}

struct KindSample {
    let path: String
    let text: String

    /// Nil for kinds whose files are no XML.
    init?(_ kind: Kind, in kinds: Kinds = .table) {
        if let owner = kind.owner.flatMap({ kinds[$0] }), kind.places.isEmpty {
            self.init(owner, in: kinds)
            return
        }
        var elements = ["ImportExportXml"] + kind.path
        var path: String? = "Other/Customizations.xml"
        if let place = kind.places.first(where: { $0.elements != nil }) {
            elements = place.elements ?? []
            path = place.pattern.fill(Dictionary(place.pattern.captures.map { ($0, "a_" + $0) }) { first, _ in first })
        } else if !kind.places.isEmpty {
            return nil
        }
        guard let path, let name = elements.first else { return nil }
        let root = SampleElement(name)
        var here = root
        for name in elements.dropFirst() { here = here.child(name) }
        Self.fill(here, kind, kinds, number: 1)
        self.init(path: path, text: root.spelled())
    }

    private init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    private static func fill(_ element: SampleElement, _ kind: Kind, _ kinds: Kinds, number: Int) {
        for (index, key) in kind.key.enumerated() { element.set(key, "key\(number)\(index)") }
        for label in kind.label { element.set(label, "Name \(number)") }
        element.set("Enabled", "yes")
        element.put("Setting", "on")
        for inner in kinds.kinds(in: kind.word) where !inner.path.isEmpty && inner.places.isEmpty {
            list(inner.path, below: element) { fill($0, inner, kinds, number: $1) }
        }
        for (place, rule) in kind.elements.enumerated() {
            guard !rule.place.contains("@"), rule.place.contains("/") else { continue }
            let keys: [ValuePath] =
                switch rule.list {
                case .set(let keys), .sequence(let keys): keys
                default: []
                }
            guard !keys.isEmpty else { continue }
            list(rule.place.split(separator: "/").map(String.init), below: element) { item, number in
                for (index, key) in keys.enumerated() { item.set(key, "item\(number)\(index)of\(place)") }
                item.put("Weight", "heavy")
            }
        }
    }

    /// Three items at the end of a path, in a list that was not there.
    private static func list(_ path: [String], below element: SampleElement, item: (SampleElement, Int) -> Void) {
        var here = element
        for name in path.dropLast() { here = here.child(name == "*" ? "anything" : name) }
        for number in 1...3 { item(here.add(path[path.count - 1]), number) }
    }
}

// The packager's own text form, for files that unpack and pack make. Diff, merge and import never write with it.

/// A change to an element on its way into a file.
enum Edit {
    /// Its content went elsewhere: written short, with its attributes.
    case stub
    /// These children, in this order.
    case children([Tree.Index])
    /// This text instead of its content.
    case text(String)
    /// Children from other documents, each under the elements that wrap it.
    case content([Fragment])
    /// Attributes and children of another element.
    case replacement(Fragment)
}

/// An element of some document, or one made here around others.
enum Fragment {
    case element(Tree, Tree.Index, edits: [Tree.Index: Edit])
    case wrapper(String, attributes: [(name: String, value: String)], [Fragment])
}

/// Writes documents as .NET's indenting XML writer does: BOM, declaration, two spaces a level, no final line end.
struct PackagerText {
    static let namespace = (name: "xmlns:xsi", value: "http://www.w3.org/2001/XMLSchema-instance")

    private var out: [UInt8] = []

    /// A whole file. `declares`: the root declares the namespace of `xsi`, behind its own attributes.
    static func document(_ root: Fragment, declares: Bool, capacity: Int = 4096) -> [UInt8] {
        var writer = PackagerText()
        writer.out.reserveCapacity(capacity)
        writer.out += [0xEF, 0xBB, 0xBF]
        writer.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
        writer.fragment(root, depth: 0, isMixed: false, declares: declares)
        return writer.out
    }

    // MARK: - Elements

    private mutating func fragment(_ fragment: Fragment, depth: Int, isMixed: Bool, declares: Bool?) {
        switch fragment {
        case .element(let tree, let index, let edits):
            element(tree, index, edits, depth: depth, isMixed: isMixed, declares: declares)
        case .wrapper(let name, let attributes, let inner):
            indent(depth, isMixed)
            write("<" + name)
            for attribute in attributes { self.attribute(attribute.name, attribute.value) }
            if declares == true { attribute(Self.namespace.name, Self.namespace.value) }
            content(of: name, inner, depth: depth, isMixed: isMixed)
        }
    }

    private mutating func content(of name: String, _ inner: [Fragment], depth: Int, isMixed: Bool) {
        guard !inner.isEmpty else { return write(" />") }
        write(">")
        for fragment in inner { self.fragment(fragment, depth: depth + 1, isMixed: isMixed, declares: false) }
        indent(depth, isMixed)
        write("</" + name + ">")
    }

    /// `declares`: true adds the namespace to the root of a file, false drops it from the root of a part, nil keeps.
    private mutating func element(
        _ tree: Tree, _ index: Tree.Index, _ edits: [Tree.Index: Edit], depth: Int, isMixed: Bool, declares: Bool?
    ) {
        indent(depth, isMixed)
        let name = tree.names.spelling(of: tree[index].name)
        out.append(UInt8(ascii: "<"))
        out += name
        if case .replacement(.element(let other, let root, _)) = edits[index] {
            attributes(of: other, root, declares: false)
        } else {
            attributes(of: tree, index, declares: declares)
        }
        let edit = edits[index]
        switch edit {
        case .stub: return write(" />")
        case .text(let text):
            out.append(UInt8(ascii: ">"))
            escape(Array(text.utf8)[...], attribute: false)
            return close(name)
        case .content(let fragments):
            return content(of: tree.names[tree[index].name], fragments, depth: depth, isMixed: isMixed)
        case .replacement(.element(let other, let root, let inner)):
            return children(of: other, root, inner, name: name, depth: depth, isMixed: isMixed)
        case .children, .replacement, nil:
            children(of: tree, index, edits, name: name, depth: depth, isMixed: isMixed)
        }
    }

    private mutating func attributes(of tree: Tree, _ index: Tree.Index, declares: Bool?) {
        var isDeclared = false
        var child = index + 1
        let end = Int(tree[index].end)
        while child < end, tree[child].kind == .attribute {
            defer { child += 1 }
            if declares != nil, tree.name(of: child) == Self.namespace.name {
                isDeclared = true
                if declares == false { continue }
            }
            out.append(UInt8(ascii: " "))
            out += tree.names.spelling(of: tree[child].name)
            out.append(UInt8(ascii: "="))
            out.append(UInt8(ascii: "\""))
            value(of: tree, child, attribute: true)
            out.append(UInt8(ascii: "\""))
        }
        if declares == true, !isDeclared { attribute(Self.namespace.name, Self.namespace.value) }
    }

    private mutating func children(
        of tree: Tree, _ index: Tree.Index, _ edits: [Tree.Index: Edit], name: [UInt8], depth: Int, isMixed: Bool
    ) {
        if tree[index].traits.contains(.selfClosing) { return write(" />") }
        out.append(UInt8(ascii: ">"))
        var isMixed = isMixed
        var hasLines = false
        func visit(_ child: Tree.Index, _ writer: inout PackagerText) {
            switch tree[child].kind {
            case .element:
                writer.element(tree, child, edits, depth: depth + 1, isMixed: isMixed, declares: nil)
                hasLines = true
            case .text, .cdata:
                if writer.text(of: tree, child) { isMixed = true }
            case .comment, .instruction:
                writer.indent(depth + 1, isMixed)
                writer.verbatim(tree, child)
                hasLines = true
            default: break
            }
        }
        if case .children(let list) = edits[index] {
            for child in list { visit(child, &self) }
        } else {
            var child = index + 1
            let end = Int(tree[index].end)
            while child < end {
                visit(child, &self)
                child = Int(tree[child].end)
            }
        }
        if hasLines { indent(depth, isMixed) }
        close(name)
    }

    // MARK: - Text

    /// Writes a text or CDATA section, telling whether it was more than blank.
    private mutating func text(of tree: Tree, _ index: Tree.Index) -> Bool {
        if tree[index].kind == .cdata {
            verbatim(tree, index)
            return true
        }
        let isBlank = tree.source[tree[index].inner.range].allSatisfy {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }
        if isBlank { return false }
        value(of: tree, index, attribute: false)
        return true
    }

    private mutating func value(of tree: Tree, _ index: Tree.Index, attribute: Bool) {
        if tree[index].traits.contains(.encoded) {
            escape(tree.valueBytes(of: index)[...], attribute: attribute)
        } else {
            escape(tree.source[tree[index].inner.range], attribute: attribute)
        }
    }

    private mutating func escape(_ bytes: ArraySlice<UInt8>, attribute: Bool) {
        XMLText.escape(bytes, attribute: attribute, into: &out)
    }

    /// Comments, instructions and CDATA sections, their line ends made the platform's.
    private mutating func verbatim(_ tree: Tree, _ index: Tree.Index) {
        XMLText.decode(tree.source[tree[index].outer.range], attribute: false, references: false, into: &out)
    }

    private mutating func attribute(_ name: String, _ value: String) {
        write(" " + name + "=\"")
        escape(Array(value.utf8)[...], attribute: true)
        out.append(UInt8(ascii: "\""))
    }

    private mutating func indent(_ depth: Int, _ isMixed: Bool) {
        if isMixed { return }
        out.append(UInt8(ascii: "\n"))
        for _ in 0..<depth * 2 { out.append(UInt8(ascii: " ")) }
    }

    private mutating func close(_ name: [UInt8]) {
        out.append(UInt8(ascii: "<"))
        out.append(UInt8(ascii: "/"))
        out += name
        out.append(UInt8(ascii: ">"))
    }

    private mutating func write(_ text: String) { out += text.utf8 }

    private mutating func write(_ text: StaticString) {
        out += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}

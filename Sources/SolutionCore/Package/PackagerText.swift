// The packager's own text form, for files that unpack and pack make. Diff, merge and import never write with it.

/// A change to an element on its way into a file.
enum Edit {
    /// Its content went elsewhere: written short, with its attributes. In the file that it went to it is the root, and whole.
    case stub
    /// The same, but for these children, which went nowhere.
    case remainder([Tree.Index])
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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(capacity)
        append(root, declares: declares, to: &bytes)
        return bytes
    }

    /// The same behind what is there, so that many files can be written in the memory of one.
    static func append(_ root: Fragment, declares: Bool, to bytes: inout [UInt8]) {
        var writer = PackagerText()
        swap(&writer.out, &bytes)
        writer.out.append(contentsOf: [0xEF, 0xBB, 0xBF])
        writer.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
        writer.fragment(root, depth: 0, isMixed: false, declares: declares)
        swap(&writer.out, &bytes)
    }

    // MARK: - Elements

    /// A document as it is walked: nothing of it is counted or copied on the way.
    private struct Source {
        let tree: Tree
        let nodes: UnsafeBufferPointer<Node>
        let bytes: UnsafeBufferPointer<UInt8>
        let edits: [Tree.Index: Edit]

        /// The name that starts at an offset of the source.
        func name(at start: UInt32) -> UnsafeBufferPointer<UInt8> {
            var end = Int(start)
            while !XMLText.endsName(bytes[end]) { end += 1 }
            return UnsafeBufferPointer(rebasing: bytes[Int(start)..<end])
        }

        func name(of element: Tree.Index) -> UnsafeBufferPointer<UInt8> { name(at: nodes[element].outer.start + 1) }
    }

    private mutating func fragment(_ fragment: Fragment, depth: Int, isMixed: Bool, declares: Bool?) {
        switch fragment {
        case .element(let tree, let index, let edits):
            with(tree, edits) { source, writer in
                writer.element(source, index, depth: depth, isMixed: isMixed, declares: declares)
            }
        case .wrapper(let name, let attributes, let inner):
            indent(depth, isMixed)
            write("<" + name)
            for attribute in attributes { self.attribute(attribute.name, attribute.value) }
            if declares == true { attribute(Self.namespace.name, Self.namespace.value) }
            var name = name
            name.withUTF8 { content(of: $0, inner, depth: depth, isMixed: isMixed) }
        }
    }

    private mutating func with(
        _ tree: Tree, _ edits: [Tree.Index: Edit], _ body: (Source, inout PackagerText) -> Void
    ) {
        tree.nodes.withUnsafeBufferPointer { nodes in
            tree.source.withUnsafeBufferPointer { bytes in
                body(Source(tree: tree, nodes: nodes, bytes: bytes, edits: edits), &self)
            }
        }
    }

    private mutating func content(
        of name: UnsafeBufferPointer<UInt8>, _ inner: [Fragment], depth: Int, isMixed: Bool
    ) {
        guard !inner.isEmpty else { return write(" />") }
        write(">")
        for fragment in inner { self.fragment(fragment, depth: depth + 1, isMixed: isMixed, declares: false) }
        indent(depth, isMixed)
        close(name)
    }

    /// `declares`: true adds the namespace to the root of a file, false drops it from the root of a part, nil keeps.
    private mutating func element(
        _ source: Source, _ index: Tree.Index, depth: Int, isMixed: Bool, declares: Bool?
    ) {
        indent(depth, isMixed)
        let name = source.name(of: index)
        out.append(UInt8(ascii: "<"))
        out.append(contentsOf: name)
        guard let edit = source.edits[index] else {
            attributes(source, index, declares: declares)
            return children(source, index, nil, name: name, depth: depth, isMixed: isMixed)
        }
        if case .replacement(.element(let other, let root, let inner)) = edit {
            with(other, inner) { other, writer in
                writer.attributes(other, root, declares: false)
                writer.children(other, root, nil, name: name, depth: depth, isMixed: isMixed)
            }
            return
        }
        attributes(source, index, declares: declares)
        switch edit {
        case .stub where declares == nil: write(" />")
        case .remainder(let list) where declares == nil: children(source, index, list, name: name, depth: depth, isMixed: isMixed)
        case .text(let text):
            out.append(UInt8(ascii: ">"))
            escape(text, attribute: false)
            close(name)
        case .content(let fragments): content(of: name, fragments, depth: depth, isMixed: isMixed)
        case .children(let list): children(source, index, list, name: name, depth: depth, isMixed: isMixed)
        case .stub, .remainder, .replacement: children(source, index, nil, name: name, depth: depth, isMixed: isMixed)
        }
    }

    private mutating func attributes(_ source: Source, _ index: Tree.Index, declares: Bool?) {
        var isDeclared = false
        var child = index + 1
        let end = Int(source.nodes[index].end)
        while child < end, source.nodes[child].kind == .attribute {
            defer { child += 1 }
            let name = source.name(at: source.nodes[child].outer.start)
            if declares != nil, name.elementsEqual(Self.namespace.name.utf8) {
                isDeclared = true
                if declares == false { continue }
            }
            out.append(UInt8(ascii: " "))
            out.append(contentsOf: name)
            out.append(UInt8(ascii: "="))
            out.append(UInt8(ascii: "\""))
            value(source, child, attribute: true)
            out.append(UInt8(ascii: "\""))
        }
        if declares == true, !isDeclared { attribute(Self.namespace.name, Self.namespace.value) }
    }

    /// `list`: the children that there are to be, where these are not the element's own.
    private mutating func children(
        _ source: Source, _ index: Tree.Index, _ list: [Tree.Index]?, name: UnsafeBufferPointer<UInt8>, depth: Int,
        isMixed: Bool
    ) {
        if source.nodes[index].traits.contains(.selfClosing) { return write(" />") }
        out.append(UInt8(ascii: ">"))
        var isMixed = isMixed
        var hasLines = false
        if let list {
            for child in list { self.child(source, child, depth: depth + 1, &isMixed, &hasLines) }
        } else {
            var child = index + 1
            let end = Int(source.nodes[index].end)
            while child < end {
                self.child(source, child, depth: depth + 1, &isMixed, &hasLines)
                child = Int(source.nodes[child].end)
            }
        }
        if hasLines { indent(depth, isMixed) }
        close(name)
    }

    private mutating func child(
        _ source: Source, _ index: Tree.Index, depth: Int, _ isMixed: inout Bool, _ hasLines: inout Bool
    ) {
        switch source.nodes[index].kind {
        case .element:
            element(source, index, depth: depth, isMixed: isMixed, declares: nil)
            hasLines = true
        case .text, .cdata:
            if text(source, index) { isMixed = true }
        case .comment, .instruction:
            indent(depth, isMixed)
            verbatim(source, index)
            hasLines = true
        default: break
        }
    }

    // MARK: - Text

    /// Writes a text or CDATA section, telling whether it was more than blank.
    private mutating func text(_ source: Source, _ index: Tree.Index) -> Bool {
        if source.nodes[index].kind == .cdata {
            verbatim(source, index)
            return true
        }
        let isBlank = source.bytes[source.nodes[index].inner.range].allSatisfy {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }
        if isBlank { return false }
        value(source, index, attribute: false)
        return true
    }

    private mutating func value(_ source: Source, _ index: Tree.Index, attribute: Bool) {
        if source.nodes[index].traits.contains(.encoded) {
            source.tree.valueBytes(of: index).withUnsafeBufferPointer { escape($0, attribute: attribute) }
        } else {
            escape(UnsafeBufferPointer(rebasing: source.bytes[source.nodes[index].inner.range]), attribute: attribute)
        }
    }

    private mutating func escape(_ text: String, attribute: Bool) {
        var text = text
        text.withUTF8 { escape($0, attribute: attribute) }
    }

    private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, attribute: Bool) {
        XMLText.escape(bytes, attribute: attribute, into: &out)
    }

    /// Comments, instructions and CDATA sections, their line ends made the platform's.
    private mutating func verbatim(_ source: Source, _ index: Tree.Index) {
        XMLText.decode(source.tree.source[source.nodes[index].outer.range], attribute: false, references: false, into: &out)
    }

    private mutating func attribute(_ name: String, _ value: String) {
        write(" " + name + "=\"")
        escape(value, attribute: true)
        out.append(UInt8(ascii: "\""))
    }

    private mutating func indent(_ depth: Int, _ isMixed: Bool) {
        if isMixed { return }
        out.append(UInt8(ascii: "\n"))
        out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func close(_ name: UnsafeBufferPointer<UInt8>) {
        out.append(UInt8(ascii: "<"))
        out.append(UInt8(ascii: "/"))
        out.append(contentsOf: name)
        out.append(UInt8(ascii: ">"))
    }

    private mutating func write(_ text: String) { out += text.utf8 }

    private mutating func write(_ text: StaticString) {
        out += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}

// Drives libxml2's SAX2 parser over a document in memory and reports where its tags are. It judges well-formedness;
// what lies between tags is for the reader of the tags.

internal import CXML2

/// Finds the tags of an XML document.
public enum XMLScanner {
    /// A tag, by the offsets of `<` and of what follows `>`.
    public struct Tag: Sendable {
        public enum Kind: UInt8, Sendable {
            case start, end, empty
        }
        public let kind: Kind
        public let start: UInt32
        public let end: UInt32
    }

    /// All tags of a well-formed document in UTF-8, in order.
    ///
    /// Declarations of entities are refused, so nothing outside is ever opened and nothing can explode.
    public static func tags(in bytes: [UInt8], limits: XMLLimits) throws(XMLError) -> [Tag] {
        guard bytes.count <= Int(Int32.max) else {
            throw XMLError(line: 0, column: 0, message: "document is larger than \(Int32.max) bytes")
        }
        guard !bytes.isEmpty else { throw XMLError(line: 1, column: 1, message: "document is empty") }
        if let offset = limits.crowdedTag(in: bytes) {
            let lines = bytes[..<offset].count { $0 == UInt8(ascii: "\n") }
            throw XMLError(line: lines + 1, column: 1, message: limits.tooManyAttributes, excess: .attributes)
        }
        let scan = Scan(capacity: bytes.count / 40, limits)
        bytes.withUnsafeBufferPointer { scan.run($0) }
        if let error = scan.error { throw error }
        return scan.tags
    }
}

/// One run of the parser; libxml2 hands it back to the callbacks.
private final class Scan {
    var tags: [XMLScanner.Tag] = []
    var error: XMLError?
    private var depth = 0
    private var items = 0
    /// Elements that declare namespaces, and how many are in force.
    private var declaring: [(depth: Int, count: Int)] = []
    private var namespaces = 0
    private let limits: XMLLimits
    /// The offset after `/>` of an empty tag whose end event is still to come.
    private var emptyTagEnd = -1

    init(capacity: Int, _ limits: XMLLimits) {
        tags.reserveCapacity(capacity)
        self.limits = limits
    }

    func run(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        xmlInitParser()
        let context = base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            xmlCreateMemoryParserCtxt($0, Int32(bytes.count))
        }
        guard let context, let handler = context.pointee.sax else {
            error = XMLError(line: 0, column: 0, message: "no memory for the parser")
            return
        }
        defer { xmlFreeParserCtxt(context) }
        install(on: handler)
        // The bytes are UTF-8 by now, whatever their declaration says.
        xmlCtxtUseOptions(
            context,
            Int32(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
        let status = withExtendedLifetime(self) { xmlParseDocument(context) }
        if error == nil, status != 0 || context.pointee.wellFormed == 0 {
            error = Self.lastError(of: context)
        }
    }

    private func install(on handler: UnsafeMutablePointer<xmlSAXHandler>) {
        handler.pointee = xmlSAXHandler()
        handler.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        handler.pointee.startElementNs = { context, _, _, _, namespaces, _, attributes, _, _ in
            let scan = Scan.of(context)
            scan?.count(1 + Int(namespaces) + Int(attributes), context)
            scan?.startTag(context)
            if namespaces > 0 { scan?.declare(Int(namespaces), context) }
        }
        handler.pointee.comment = { context, _ in Scan.of(context)?.count(1, context) }
        handler.pointee.processingInstruction = { context, _, _ in Scan.of(context)?.count(1, context) }
        handler.pointee.cdataBlock = { context, _, _ in Scan.of(context)?.count(1, context) }
        handler.pointee.endElementNs = { context, _, _, _ in Scan.of(context)?.endTag(context) }
        handler.pointee.entityDecl = { context, _, _, _, _, _ in
            Scan.of(context)?.stop(context, "declarations of entities are not allowed")
        }
        // Each element would get all of them.
        handler.pointee.attributeDecl = { context, _, _, _, _, value, values in
            if value != nil { Scan.of(context)?.stop(context, "declarations of default values are not allowed") }
            xmlFreeEnumeration(values)
        }
        handler.pointee.externalSubset = nil
        handler.pointee.serror = { context, error in
            guard let error, error.pointee.level == XML_ERR_FATAL else { return }
            // libxml2 passes the parser's context as the user data.
            Scan.of(context)?.fail(error.pointee)
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Scan? {
        guard let context, let scan = context.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private else { return nil }
        return Unmanaged<Scan>.fromOpaque(scan).takeUnretainedValue()
    }

    /// Where the parser stands: the offset in the document, and the byte there.
    private func position(_ context: UnsafeMutableRawPointer?) -> (offset: Int, input: UnsafePointer<UInt8>)? {
        guard let context, let input = context.assumingMemoryBound(to: xmlParserCtxt.self).pointee.input,
            let current = input.pointee.cur, let base = input.pointee.base
        else { return nil }
        return (Int(input.pointee.consumed) + (current - base), current)
    }

    /// The parser stands on the `>` or `/>` of a start tag. `<` cannot stand inside one, so the last is its own.
    private func startTag(_ context: UnsafeMutableRawPointer?) {
        guard let (offset, input) = position(context) else { return }
        depth += 1
        if depth > limits.depth { return stop(context, "elements are nested more than \(limits.depth) deep", .depth) }
        let isEmpty = input[0] == UInt8(ascii: "/")
        let end = offset + (isEmpty ? 2 : 1)
        tags.append(tag(isEmpty ? .empty : .start, from: start(before: offset, input), to: end))
        emptyTagEnd = isEmpty ? end : -1
    }

    /// The parser stands behind the `>` of an end tag, or of an empty one.
    private func endTag(_ context: UnsafeMutableRawPointer?) {
        guard let (offset, input) = position(context) else { return }
        if let last = declaring.last, last.depth == depth {
            namespaces -= last.count
            declaring.removeLast()
        }
        depth -= 1
        if emptyTagEnd == offset {
            emptyTagEnd = -1
        } else {
            tags.append(tag(.end, from: start(before: offset, input), to: offset))
        }
    }

    private func start(before offset: Int, _ input: UnsafePointer<UInt8>) -> Int {
        var back = 1
        while back < offset, input[-back] != UInt8(ascii: "<") { back += 1 }
        return offset - back
    }

    private func tag(_ kind: XMLScanner.Tag.Kind, from start: Int, to end: Int) -> XMLScanner.Tag {
        XMLScanner.Tag(kind: kind, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
    }

    private func count(_ more: Int, _ context: UnsafeMutableRawPointer?) {
        items += more
        if items > limits.items { stop(context, "document has more than \(limits.items) elements and attributes", .items) }
    }

    /// The parser goes through all that are in force for each element.
    private func declare(_ count: Int, _ context: UnsafeMutableRawPointer?) {
        declaring.append((depth, count))
        namespaces += count
        if namespaces > limits.attributes { stop(context, limits.tooManyAttributes, .attributes) }
    }

    private func stop(_ context: UnsafeMutableRawPointer?, _ message: String, _ excess: XMLError.Excess? = nil) {
        guard let context else { return }
        let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
        if error == nil {
            let input = parser.pointee.input
            error = XMLError(
                line: Int(input?.pointee.line ?? 0), column: Int(input?.pointee.col ?? 0), message: message, excess: excess)
        }
        xmlStopParser(parser)
    }

    private func fail(_ found: xmlError) {
        guard error == nil else { return }
        error = XMLError(line: Int(found.line), column: Int(found.int2), message: Self.words(found.message))
    }

    private static func lastError(of context: xmlParserCtxtPtr) -> XMLError {
        let last = context.pointee.lastError
        return XMLError(line: Int(last.line), column: Int(last.int2), message: words(last.message))
    }

    /// libxml2's message in our form: one line, no full stop, no capital on an ordinary word.
    private static func words(_ message: UnsafeMutablePointer<CChar>?) -> String {
        guard let message else { return "not well-formed" }
        var text = String(cString: message)
        while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
        if let newline = text.firstIndex(where: \.isNewline) { text = String(text[..<newline]) }
        if let first = text.first, first.isUppercase, text.dropFirst().first?.isLowercase == true {
            text = first.lowercased() + text.dropFirst()
        }
        return text
    }
}

// A resource file: one language's texts in .NET's .resx form, as SolutionPackager writes and reads it.

/// Texts by key, and what a file says of itself.
struct ResourceFile {
    var lcid: String
    var texts: [Exact: String] = [:]

    /// Whether a file of an unpacked folder is one of ours: the template, or `Resources/<x>/resources.<x>.resx`.
    static func isOne(_ path: String) -> Bool {
        let parts = path.lowercased().split(separator: "/")
        guard parts.first == "resources" else { return false }
        return parts.count == 2 ? parts[1] == "template_resources.resx" : parts.count == 3 && parts[2] == "resources.\(parts[1]).resx"
    }

    static let template = "Resources/template_resources.resx"

    static func path(_ lcid: String, usesNumbers: Bool) -> String {
        let name = usesNumbers ? lcid : Language.name(lcid)
        return "Resources/\(name)/resources.\(name).resx"
    }

    // MARK: - Reading

    /// The folder names the language, as a translation often starts as a copy that still says the language it is from.
    init(_ tree: Tree, path: String) throws(ParseError) {
        guard tree.syntax == .xml, tree.name(of: tree.root) == "root" else {
            throw tree.error(tree.root, "the root of a resource file is 'root', not '\(tree.name(of: tree.root))'")
        }
        var said: String?
        for element in tree.elements(of: tree.root) {
            let kind = tree.name(of: element)
            guard kind == "data" || kind == "metadata", let name = tree.attribute("name", of: element) else { continue }
            let text = tree.element("value", of: element).map { tree.text(of: $0) } ?? ""
            // Visual Studio makes data of the metadata.
            if name == "Source LCID" {
                said = text
            } else if kind == "data", !text.isEmpty {
                texts[name] = text
            }
        }
        let parts = path.split(separator: "/")
        let folder = parts.count > 2 ? Language.lcid(String(parts[1])) : nil
        guard let lcid = folder ?? said.flatMap({ Language.lcid($0) }) else {
            throw tree.error(tree.root, "its language is unknown: neither its folder nor 'Source LCID' names one")
        }
        self.lcid = lcid
    }

    // MARK: - Writing

    /// All keys, with an empty value for what has no text in this language: that is what translators look for.
    ///
    /// The schema that .NET's writer puts in front is left out: no reader asks for it.
    static func document(
        lcid: String, solution: String, type: String, _ entries: [(key: String, text: String, comment: String)]
    ) -> [UInt8] {
        var out = Array("\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<root>\n".utf8)
        func line(_ element: String, _ name: String, space: Bool, _ value: String, _ comment: String? = nil) {
            out += "  <\(element) name=\"".utf8
            XMLText.escape(Array(name.utf8)[...], attribute: true, into: &out)
            out += (space ? "\" xml:space=\"preserve\">\n" : "\">\n").utf8
            for (name, text) in [("value", value), ("comment", comment)] {
                guard let text else { continue }
                out += (text.isEmpty ? "    <\(name) />\n" : "    <\(name)>").utf8
                if text.isEmpty { continue }
                XMLText.escape(Array(text.utf8)[...], attribute: false, into: &out)
                out += "</\(name)>\n".utf8
            }
            out += "  </\(element)>\n".utf8
        }
        line("resheader", "resmimetype", space: false, "text/microsoft-resx")
        line("resheader", "version", space: false, "2.0")
        for (name, type) in [("reader", "Reader"), ("writer", "Writer")] {
            line(
                "resheader", name, space: false,
                "System.Resources.ResXResource\(type), System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"
            )
        }
        line("metadata", "Source LCID", space: true, lcid)
        // Not the zip's own name: it has the version in it, and every export would change every file.
        line("metadata", "Source file", space: true, solution + ".zip")
        line("metadata", "Source package type", space: true, type)
        line("metadata", "SolutionPackager Version String", space: true, "9.0.0.0")
        for entry in entries { line("data", entry.key, space: true, entry.text, entry.comment) }
        out += "</root>".utf8
        return out
    }
}

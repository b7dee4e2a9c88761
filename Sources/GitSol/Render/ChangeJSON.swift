// Changes for programs, and with them the bytes that `git sol apply` puts back.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

enum ChangeJSON {
    static func write(_ change: Change, solution: String?, _ writer: inout JSONWriter) {
        writer.field("op", change.operation.rawValue)
        writer.field("address", change.address.description)
        writer.field("label", change.label)
        writer.field("kind", change.subject.kind)
        writer.field("component", change.subject.address.description)
        writer.field("componentName", change.subject.name)
        writer.field("before", change.before)
        writer.field("after", change.after)
        writer.field("noise", change.noise?.rawValue)
        writer.field("file", change.file)
        writer.field("solution", solution)
        guard !change.lines.isEmpty else { return }
        writer.array("hunks") { writer in
            for hunk in change.lines {
                writer.object { writer in
                    writer.field("header", hunk.header)
                    writer.field("lines", hunk.lines.map { $0.origin.rawValue + $0.text })
                }
            }
        }
    }

    static func write(_ solution: Patch.Solution, _ writer: inout JSONWriter) {
        for file in solution.files {
            writer.object { writer in
                writer.field("path", file.path)
                writer.field("newPath", file.newPath)
                writer.field("solution", solution.name)
                writer.field("folder", solution.folder)
                writer.field("before", file.before?.hex)
                writer.field("after", file.after?.hex)
                switch file.content {
                case .none: break
                case .whole(let bytes): write(bytes, &writer)
                case .edits(let edits):
                    writer.array("edits") { writer in
                        for edit in edits {
                            writer.object { writer in
                                writer.field("offset", edit.offset)
                                writer.field("length", edit.length)
                                write(edit.bytes, &writer)
                            }
                        }
                    }
                }
            }
        }
    }

    /// As text where it is one, else in Base64.
    private static func write(_ bytes: [UInt8], _ writer: inout JSONWriter) {
        if let text = String(validating: bytes, as: UTF8.self) {
            writer.field("text", text)
        } else {
            writer.field("base64", Base64.encode(bytes))
        }
    }
}

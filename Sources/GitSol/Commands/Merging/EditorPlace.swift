// How editors are told at which line to open a file.

internal import SolutionCore

enum EditorPlace {
    /// Editors that take the line as an argument before the file.
    private static let plus: Set<Exact> = [
        "vi", "vim", "nvim", "gvim", "mvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "jed", "mcedit", "gedit",
    ]
    /// Editors that take it behind the file's name, after a switch.
    private static let goto: Set<Exact> = ["code", "code-insiders", "codium", "vscodium", "cursor"]
    /// Editors that take it behind the file's name.
    private static let colon: Set<Exact> = ["subl", "hx", "helix", "zed"]

    /// What follows the editor's command. An editor that is not known gets the file alone.
    static func words(_ editor: String, _ file: String, _ line: Int?) -> [String] {
        guard let line else { return [file] }
        let name = Exact(program(editor))
        if plus.contains(name) { return ["+\(line)", file] }
        if goto.contains(name) { return ["-g", "\(file):\(line)"] }
        return [colon.contains(name) ? "\(file):\(line)" : file]
    }

    /// The name of the program that a command of the shell starts.
    private static func program(_ command: String) -> String {
        let bytes = Array(command.utf8.drop { $0 == UInt8(ascii: " ") })
        let quote = bytes.first.flatMap { [UInt8(ascii: "\""), UInt8(ascii: "'")].contains($0) ? $0 : nil }
        let word = quote.map { quote in bytes.dropFirst().prefix { $0 != quote } } ?? bytes.prefix { $0 != UInt8(ascii: " ") }
        let name = word.suffix(from: word.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? word.startIndex)
        return String(decoding: name, as: UTF8.self)
    }
}

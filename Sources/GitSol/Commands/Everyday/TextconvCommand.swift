// git sol textconv: a solution file as readable lines, for git's own diff, log -p, show, blame and grep. Hidden.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let textconv = Command(
        name: "textconv", group: .change, summary: "print a solution file as lines, for git",
        synopsis: ["[--form NUMBER] FILE"],
        description: [
            "Prints a document as lines, `address = value` each, without what no person sets, and in an order of its own where the file's means nothing. What is no document is printed as it is. Of one with conflict markers the lines have markers.",
            "Git calls it by the setting `diff.sol.textconv`; see `git sol install`. The directory and the name of the file are not heeded, because git makes them up.",
        ],
        flags: [TextconvCommand.form],
        positionals: [Positional(name: "FILE", completion: .file, summary: "the file")],
        isHidden: true, run: TextconvCommand.run)
}

enum TextconvCommand {
    /// Of the lines that are printed. A change of them is a new number: git keeps the lines of a blob until the setting changes.
    static let currentForm = "2"

    static let form = Flag(
        long: "form", value: .required("NUMBER"), completion: .choices([currentForm]),
        summary: "which form of lines; part of git's setting, so that its cache ends with the form")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let path = arguments.positionals[0]
        let bytes = try Files.read(path)
        guard let lines = DocumentLines.lines(of: bytes, path: path) ?? DocumentLines.lines(ofMarked: bytes, path: path) else {
            world.out.write(raw: bytes)
            return .done
        }
        for line in lines { world.out.write("\(Shown(content: line))\n") }
        return .done
    }
}

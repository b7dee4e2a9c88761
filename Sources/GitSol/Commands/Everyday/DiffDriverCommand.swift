// git sol diff-driver: what git diff shows of one solution file, called by git with its seven arguments. Hidden.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let diffDriver = Command(
        name: "diff-driver", group: .change, summary: "print what changed in one file, for git diff",
        synopsis: ["PATH [OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE [NEW-PATH HEADER]]"],
        description: [
            "Prints what changed in a file as `git sol diff` does. Git calls it by the setting `diff.sol.command`; see `git sol install`.",
            "A file that cannot be read as a document, and every file while `GIT_SOL=0` is set, is compared line by line.",
        ],
        positionals: [Positional(name: "ARGUMENT", count: .atLeastOne, summary: "as git gives them")],
        isHidden: true, run: DiffDriverCommand.run)
}

enum DiffDriverCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let words = arguments.positionals
        guard words.count >= 7 else {
            world.out.write("* Unmerged path \(words[0])\n")
            return .done
        }
        if world.colorWish == nil { world.colorWish = colorOfGit }
        if Files.isDirectory(words[1]), Files.isDirectory(words[4]) {
            try compareFolders(words[1], words[4], arguments, world)
        } else {
            try compare(words, arguments, world)
        }
        return .done
    }

    /// What the flags of the git that called us say: it tells us only what its settings and the terminal say.
    private static var colorOfGit: String? {
        for word in Callers.words(of: "git").dropFirst().reversed() {
            switch word {
            case "--no-color", "--color=never": return "never"
            case "--color", "--color=always": return "always"
            default: continue
            }
        }
        return nil
    }

    /// All that `git difftool -d` puts into two folders: only what differs.
    private static func compareFolders(_ old: String, _ new: String, _ arguments: Arguments, _ world: World) throws {
        func files(_ folder: String) throws -> [String] {
            try Walk.list(folder, details: false) { _ in true }.filter { $0.kind != .directory }.map(\.path)
        }
        let (before, after) = (Set(exact: try files(old)), Set(exact: try files(new)))
        for path in before.union(after).texts {
            let one = before.contains(path) ? old + "/" + path : "/dev/null"
            let other = after.contains(path) ? new + "/" + path : "/dev/null"
            if one != "/dev/null", other != "/dev/null", try Files.read(one) == Files.read(other) { continue }
            try compare([path, one, ".", "100644", other, ".", "100644"], arguments, world)
        }
    }

    private static func compare(_ words: [String], _ arguments: Arguments, _ world: World) throws {
        let path = words[0]
        let newPath = words.count > 7 ? words[7] : path
        let (before, after) = (try content(words[1]), try content(words[4]))
        world.out.write("\(world.paint(header(path, newPath, words), .bold))\n")
        guard world.environment["GIT_SOL"] != "0",
            let comparisons = try? world.comparer(arguments, isHere: false).compareFile(
                path, newPath: newPath, before: before, after: after, below: ""),
            comparisons.allSatisfy({ $0.files.allSatisfy { $0.warning == nil } })
        else {
            writeLines(before, after, path, newPath, world)
            return
        }
        let changes = comparisons.flatMap(\.changes)
        let selection = DiffCommand.Selection(patterns: [], showsNoise: false)
        let text = ChangeText(world: world, words: nil)
        text.write(ChangeGroups(changes.filter(selection.shows)))
        let hidden = NoiseCount(changes.filter { !selection.shows($0) })
        if hidden.total > 0 {
            world.out.write("\(world.paint("not shown: \(hidden.words) (git sol diff --noise shows them)", .dim))\n")
        }
    }

    /// Nil where there is no file.
    private static func content(_ file: String) throws -> [UInt8]? { file == "/dev/null" ? nil : try Files.read(file) }

    private static func header(_ path: String, _ newPath: String, _ words: [String]) -> Shown {
        var text: Shown = "diff --sol a/\(path) b/\(newPath)"
        if words[1] == "/dev/null" { text += "\nnew file mode \(words[6])" }
        if words[4] == "/dev/null" { text += "\ndeleted file mode \(words[3])" }
        if words[1] != "/dev/null", words[4] != "/dev/null", words[3] != words[6] {
            text += "\nold mode \(words[3])\nnew mode \(words[6])"
        }
        if words.count > 8 {
            let lines = words[8].split(separator: "\n")
            for line in lines where !line.hasPrefix("index ") { text += "\n\(line)" }
        }
        return text
    }

    /// As git itself compares it, without the line that says what is compared.
    private static func writeLines(
        _ before: [UInt8]?, _ after: [UInt8]?, _ path: String, _ newPath: String, _ world: World
    ) {
        guard let patch = try? diffLines(before, after, oldPath: path, newPath: newPath).patch else { return }
        let lines = patch.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.starts(with: Array("--- ".utf8)) || $0.starts(with: Array("Binary".utf8)) } ?? lines.count
        for line in lines[start...].dropLast() {
            let text = Shown(content: String(decoding: line, as: UTF8.self))
            switch line.first {
            case UInt8(ascii: "+"): world.out.write("\(world.paint(text, .green))\n")
            case UInt8(ascii: "-"): world.out.write("\(world.paint(text, .red))\n")
            case UInt8(ascii: "@"): world.out.write("\(world.paint(text, .cyan))\n")
            default: world.out.write("\(text)\n")
            }
        }
    }
}

// The parts of an installation by themselves: patterns of attributes, and blocks in files of others.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct InstallationTests {
    @Test(arguments: [
        ("**/Entities/*/Entity.xml", "Entities/a/Entity.xml", true), ("**/Entities/*/Entity.xml", "x/y/Entities/a/Entity.xml", true),
        ("**/Entities/*/Entity.xml", "Entities/a/b/Entity.xml", false), ("**/Entities/*/Entity.xml", "xEntities/a/Entity.xml", false),
        ("**/Controls/**/*.data.xml", "Controls/a.data.xml", true), ("**/Controls/**/*.data.xml", "s/Controls/a/b/c.data.xml", true),
        ("**/Controls/**/*.data.xml", "Controls/a.xml", false), ("**/solution.xml", "solution.xml", true),
        ("**/a*b*.x", "aab.x", true), ("**/a*b*.x", "ba.x", false),
    ])
    func globs(pattern: String, path: String, fits: Bool) throws {
        #expect(PathGlob(pattern).matches(PathGlob.names(of: path)) == fits)
        // Git agrees.
        let directory = TemporaryDirectory()
        let git = GitRun(in: directory.path)
        try git("init", "-q")
        try directory.write("\(pattern) x\n", to: ".gitattributes")
        #expect(try git("check-attr", "x", "--", path).hasSuffix(fits ? ": set" : ": unspecified"))
    }

    @Test(arguments: [
        "", "a\n", "a", "\u{FEFF}a\r\nb\r\n",
        "# >>> git sol (other): 'git sol uninstall' takes these lines out again\n# <<< git sol (other)\n",
    ])
    func blocksComeAndGo(text: String) {
        let block = MarkedBlock(label: "")
        let bytes = Array(text.utf8)
        #expect(block.find(in: bytes) == .none)
        guard let with = block.put(["one", "two"], into: bytes), let again = block.put(["three"], into: with) else {
            Issue.record("nothing was put in")
            return
        }
        #expect(block.put(["one", "two"], into: again) == with)
        #expect(block.takenOut(of: again) == bytes)
        #expect(block.takenOut(of: bytes) == bytes)
        for end in with.indices { #expect(end > 3 || block.takenOut(of: Array(with[..<end])) == Array(with[..<end])) }
    }

    @Test func aFileMadeForABlockGoesWithIt() {
        let block = MarkedBlock(label: "worktree x")
        let made = block.put(["one"], into: nil) ?? []
        #expect(block.takenOut(of: made) == nil)
        #expect(block.takenOut(of: made + Array("later\n".utf8)) == Array("later\n".utf8))
        #expect(block.find(in: Array(made.dropLast(5))) == .broken && block.put(["x"], into: Array(made.dropLast(5))) == nil)
    }

    /// Every document that holds components goes to the drivers; what only looks like one, a web resource, does not.
    @Test(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
    func documentsOfSolutionsAreMeant() throws {
        let globs = Kinds.table.attributePatterns.map(PathGlob.init)
        var (meant, left) = (0, Set<String>())
        for pair in CorpusPairs.folders() {
            for path in try FolderSnapshot(pair.before).paths where Syntax(path: path) != nil {
                let names = PathGlob.names(of: path)
                if globs.contains(where: { $0.matches(names) }) { meant += 1 } else { left.insert(path) }
            }
        }
        let lost = left.filter { path in !Kinds.table.places(of: path).isEmpty }
        #expect(meant > 1000 && lost.isEmpty, "\(meant), \(lost.prefix(5))")
        print("\(meant) documents are given to the drivers, \(left.count) are not: \(left.sorted().prefix(12))")
    }
}

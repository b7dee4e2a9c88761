// Reading our own code: the rules of the house that a reader would else have to check.

import Bindings
import SolutionStore
import TestSupport
import Testing

struct HouseTests {
    private static func files(_ module: String) throws -> [(path: String, text: String)] {
        let sources = AttackHouseTests.sources + "/" + module + "/"
        return try Walk.list(sources).filter { $0.kind == .file && $0.path.hasSuffix(".swift") }.map {
            ($0.path, String(decoding: try Files.read(sources + $0.path), as: UTF8.self))
        }
    }

    private static func code(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.drop { $0 == " " }.hasPrefix("//") }
    }

    /// The program parses, prints and asks. What reads and writes packages, objects and documents, and what switches files, is the store's.
    @Test func theProgramHasNoEngines() throws {
        let engines = [
            "TreeSwitch(", "ObjectPack(", "ZipReader(", "ZipWriter(", "XMLScanner", "Deflater", "Bindings.mergeLines", "Process.run(",
            "NewFolder(",
            "Matching(", "Delta(", "Weave", "TreeMerger(", "FileMerge(",
        ]
        for (path, text) in try Self.files("GitSol") {
            for engine in engines {
                #expect(!Self.code(text).contains { $0.contains(engine) }, "'\(path)' uses \(engine)")
            }
        }
    }

    /// Git is started in one place, which tests can replace.
    @Test func gitIsStartedInOnePlace() throws {
        let starting = try Self.files("SolutionStore").filter { Self.code($0.text).contains { $0.contains("Process.run(") } }.map(\.path)
        #expect(starting == ["Git/GitProgram.swift"])
        var started: [[String]] = []
        let git = GitProgramDouble.program { started.append($0) }
        _ = try git.output(of: ["status"])
        #expect(started == [["git", "-c", "a.b=c", "status"]])
    }

    /// Each file says in its first line what it is for; more than 500 lines need a reason.
    @Test func everyFileSaysWhatItIsFor() throws {
        for module in ["Bindings", "SolutionCore", "SolutionStore", "GitSol"] {
            for (path, text) in try Self.files(module) {
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                #expect(
                    lines.first?.hasPrefix("// ") == true && (lines.first?.utf8.count ?? 0) > 20, "'\(path)' does not say what it is for")
                #expect(lines.count <= 500, "'\(path)' has \(lines.count) lines")
            }
        }
    }

    /// Three sides are `Sides`, and no tuple of a property or of what a function takes and gives.
    @Test func noTupleHasThreeSides() throws {
        let starts = [": (base: ", "-> (base: ", "= (base: ", ": (ours: ", "-> (ours: ", "= (ours: "]
        func isTuple(_ line: Substring) -> Bool {
            guard line.contains("base: "), line.contains("theirs: ") else { return false }
            return starts.contains { line.contains($0) }
        }
        #expect(isTuple("    let naming: (base: Naming, ours: Naming, theirs: Naming)"))
        #expect(isTuple("func a() -> (ours: A, theirs: A, base: A)"))
        for module in ["SolutionCore", "SolutionStore", "GitSol"] {
            for (path, text) in try Self.files(module) {
                let found = Self.code(text).first(where: isTuple)
                #expect(found == nil, "'\(path)': \(found ?? "")")
            }
        }
    }
}

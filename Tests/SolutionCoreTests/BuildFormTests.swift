// Debug builds and release builds of one thing, and of two.

import Testing

@testable import SolutionCore

struct BuildFormTests {
    private static let names = (0..<40).map {
        "function_\(String(UnicodeScalar(97 + UInt8($0 % 26))))\(String(repeating: "x", count: 3 + $0 / 26))name"
    }

    private func readable(_ names: [String] = names) -> [UInt8] {
        Array(names.map { "// What \($0) does.\nfunction \($0)(parameter) {\n    return window.\($0)Value;\n}\n\n" }.joined().utf8)
    }

    private func minified(_ names: [String] = names) -> [UInt8] {
        Array(("!function(){" + names.map { "function \($0)(e){return window.\($0)Value}" }.joined() + "}();").utf8)
    }

    @Test func aReadableScriptIsTheDebugBuildOfAMinifiedOne() {
        #expect(BuildForm.debugBuild(of: "a/b.js", readable(), minified()) == .first)
        #expect(BuildForm.debugBuild(of: "a/b.js", minified(), readable()) == .second)
        #expect(BuildForm.debugBuild(of: "a/name without end", minified(), readable()) == .second)
    }

    @Test func aBundleForDebuggingIsKnownByItsMarks() {
        let bundle = Array(
            ("eval(\"" + String(decoding: readable(), as: UTF8.self).split(separator: "\n").joined(separator: "\\n")
                + "\\n//# sourceURL=webpack:///./index.ts\");").utf8)
        #expect(BuildForm.debugBuild(of: "bundle.js", bundle, minified()) == .first)
    }

    @Test func otherContentIsNoBuild() {
        let others = Array(Self.names.dropLast()) + ["somethingElse"]
        #expect(BuildForm.debugBuild(of: "a.js", readable(), minified(others)) == nil)
        #expect(BuildForm.debugBuild(of: "a.js", minified(), minified(others)) == nil)
        #expect(BuildForm.debugBuild(of: "a.js", readable(), readable(others)) == nil)
        #expect(BuildForm.debugBuild(of: "a.txt", readable(), minified()) == nil)
        #expect(BuildForm.debugBuild(of: "a.js", Array("let a = 1;\n".utf8), Array("let a=2".utf8)) == nil)
    }

    @Test func whatLiesBesideAScript() {
        #expect(BuildForm.script(beside: "Controls/x/bundle.js.LICENSE.txt") == "Controls/x/bundle.js")
        #expect(BuildForm.script(beside: "bundle.js.map") == "bundle.js")
        #expect(BuildForm.script(beside: "bundle.js") == nil)
    }

    @Test func anAssemblySaysItself() {
        func assembly(_ modes: [UInt8], _ names: [String] = Self.names) -> [UInt8] {
            var bytes: [UInt8] = [0x4D, 0x5A, 0, 0] + Array("DebuggableAttribute\0".utf8)
            bytes += names.flatMap { Array($0.utf8) + [0] }
            // Texts are in UTF-16.
            bytes += names.flatMap { $0.utf8.flatMap { [$0, 0] } + [1, 0] }
            return bytes + [8, 1, 0] + modes + [0, 0, 0, 0]
        }
        #expect(BuildForm.debugBuild(of: "x.dll", assembly([7, 1]), assembly([2, 0])) == .first)
        #expect(BuildForm.debugBuild(of: "x.dll", assembly([2, 0]), assembly([7, 1])) == .second)
        #expect(BuildForm.debugBuild(of: "x.dll", assembly([2, 0]), assembly([2, 0], Array(Self.names.dropLast()))) == nil)
        #expect(
            BuildForm.debugBuild(of: "x.dll", assembly([7, 1]), assembly([2, 0], Array(Self.names.dropLast()) + ["somethingElse"])) == nil)
    }
}

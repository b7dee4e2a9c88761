// The recipe of docs/ci.md without the action, run as it is in what such a server checks out: one commit, detached, pointers of Git LFS.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct RecipeTests {
    private static let page = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/docs/ci.md"

    /// The commands of the steps of a job; those of other programs are left out.
    private static func steps(_ job: String) throws -> [String] {
        let lines = String(decoding: try Files.read(page), as: UTF8.self).lines.drop { !$0.hasPrefix("## GitHub Actions, without") }
        let rest = lines.drop { $0 != "  \(job):" }.dropFirst()
        let own = rest.prefix { $0.hasPrefix("    ") }
        return own.compactMap { line in
            let mark = "      - run: "
            return line.hasPrefix(mark) && !line.hasPrefix(mark + "gh ") ? String(line.dropFirst(mark.count)) : nil
        }
    }

    @Test func theyRunInTheDefaultCheckout() throws {
        let (origin, directory) = (try ExampleRepository(), TemporaryDirectory())
        let script = Array("open();\n".utf8)
        let digest = SHA256.hex(of: script)
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize \(script.count)\n"
        func put(in path: String) throws {
            let folder = "\(path)/.git/lfs/objects/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))"
            try Files.createDirectories(folder)
            try Files.write(script, to: folder + "/" + digest)
        }
        try put(in: origin.path)
        try origin.edit("sol/Other/Solution.xml", "<Managed>0</Managed>", "<Managed>2</Managed>")
        try origin.directory.write(pointer, to: LargeFileTests.script)
        try origin.commit("both halves")
        let tag = try origin.gitWithSol("sol", "tag", "--allow-differences")
        #expect(tag.status == 0, "\(tag)")
        let name = try origin.git("tag", "--list")
        try origin.git("checkout", "-q", "-b", "topic")
        try origin.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try origin.commit("Sum")
        try origin.git("config", "uploadpack.allowAnySHA1InWant", "true")

        func checkOut(_ revision: String) throws -> String {
            let path = directory.path + "/" + revision.split(separator: "/").joined(separator: "-")
            try Files.createDirectories(path)
            let git = GitRun(in: path)
            try git("init", "-q")
            try git("remote", "add", "origin", "file://" + origin.path)
            try git("fetch", "-q", "--no-tags", "--depth=1", "origin", try origin.git("rev-parse", revision + "^0"))
            try git("checkout", "-q", "--detach", "FETCH_HEAD")
            return path
        }
        func run(_ job: String, in path: String) throws {
            let steps = try Self.steps(job)
            #expect(steps.count > 1, "\(job) has steps")
            for step in steps {
                var environment = GitRun.environment(home: path)
                environment.variables["PATH"] = (Files.parent(of: BuiltProgram.path) ?? ".") + ":" + (environment["PATH"] ?? "")
                environment.variables["GITHUB_ACTIONS"] = "true"
                environment.variables["GITHUB_BASE_REF"] = "main"
                environment.variables["GITHUB_REF_NAME"] = name
                let result = try Process.run(["bash", "-e", "-c", step], environment: environment, directory: path)
                #expect(result.end == .exited(0), "\(step): \(String(decoding: result.errors, as: UTF8.self))")
            }
        }
        let review = try checkOut("topic")
        try run("review", in: review)
        let changes = String(decoding: try Files.read(review + "/changes.md"), as: UTF8.self)
        #expect(changes.contains("Sum") && !changes.contains("git-lfs"), "\(changes)")
        let release = try checkOut(name)
        try put(in: release)
        try run("release", in: release)
        #expect(try Walk.list(release + "/out", details: false) { _ in false }.filter { $0.path.hasSuffix(".zip") }.count == 2)
    }
}

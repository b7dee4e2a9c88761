// The solution that this repository ships, in a git repository of a test's own.

import Bindings
import SolutionCore
import TestSupport

struct ExampleRepository {
    static let example = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Examples/orders"
    static let table = "sol/Entities/contoso_Order/Entity.xml"
    static let role = "sol/Roles/Order Clerk.xml"
    static let flow = "sol/Workflows/Notifyaboutorders-8F0E8A53-7D1B-4E9F-8A53-2F4B6F1C3D02.json"
    static let flowAddress = "workflow/8f0e8a53-7d1b-4e9f-8a53-2f4b6f1c3d02"

    let directory = TemporaryDirectory()
    var path: String { directory.path }
    var git: GitRun { GitRun(in: directory.path) }

    /// Committed once, in the folder `sol`.
    init() throws {
        try git("init", "-q", "-b", "main")
        _ = try Process.run(["cp", "-R", Self.example, directory.path + "/sol"])
        try git("add", "-A")
        try git("commit", "-qm", "Orders")
    }

    /// Replaces a text in a file, everywhere.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        let text = String(decoding: try Files.read(path + "/" + file), as: UTF8.self)
        let parts = text.split(separator: old, omittingEmptySubsequences: false)
        guard parts.count > 1 else { throw GitRun.Failure("'\(file)' has no '\(old)'") }
        try directory.write(parts.joined(separator: new), to: file)
    }

    func commit(_ message: String) throws {
        try git("add", "-A")
        try git("commit", "-qm", message)
    }

    func sol(_ words: String..., variables: [String: String] = [:]) throws -> ProgramRun {
        try BuiltProgram.run(words, in: path, variables: variables)
    }

    /// Git, finding the program under test as `git sol` and as its drivers.
    func gitWithSol(_ words: String..., variables: [String: String] = [:]) throws -> ProgramRun {
        try gitWithSol(words, variables: variables)
    }

    func gitWithSol(_ words: [String], variables: [String: String] = [:]) throws -> ProgramRun {
        var environment = GitRun.environment(home: path)
        environment.variables["PATH"] = (Files.parent(of: BuiltProgram.path) ?? ".") + ":" + (environment["PATH"] ?? "")
        for (name, value) in variables { environment.variables[name] = value }
        let result = try Process.run(["git"] + words, environment: environment, directory: path)
        guard case .exited(let status) = result.end else { throw GitRun.Failure("git \(words): \(result.end)") }
        return ProgramRun(
            output: String(decoding: result.output, as: UTF8.self), errors: String(decoding: result.errors, as: UTF8.self),
            status: status)
    }
}

// Exports of the shipped solution, made by packing edited copies of it, and a repository to import them into.

import Bindings
import SolutionCore
import TestSupport

struct ImportRepository {
    let repository: ExampleRepository
    var path: String { repository.path }
    var git: GitRun { repository.git }

    /// The solution committed in 'sol', as the export that it came from.
    init() throws { repository = try ExampleRepository() }

    /// A zip of the committed solution with some texts replaced and some files left out, beside the repository's own files.
    func export(
        _ name: String = "export.zip", edits: [(file: String, old: String, new: String)] = [], without: [String] = [],
        isManaged: Bool = false
    ) throws -> String {
        let folder = TemporaryDirectory()
        _ = try Process.run(["cp", "-R", ExampleRepository.example, folder.path + "/sol"])
        for (file, old, new) in edits {
            let text = String(decoding: try Files.read(folder.path + "/" + file), as: UTF8.self)
            let parts = text.split(separator: old, omittingEmptySubsequences: false)
            guard parts.count > 1 else { throw GitRun.Failure("'\(file)' has no '\(old)'") }
            try folder.write(parts.joined(separator: new), to: file)
        }
        // The managed half calls its forms, apps and site maps so.
        if isManaged {
            for file in try Walk.list(folder.path, details: false).map(\.path) where Twin.other(of: String(file.dropFirst(4))) != nil {
                let path = folder.path + "/" + file
                _ = try Process.run(["mv", path, String(path.dropLast(4)) + "_managed.xml"])
            }
        }
        for file in without { try Files.remove(folder.path + "/" + file) }
        let zip = exports.path + "/" + name
        let run = try BuiltProgram.run(["pack", "-q", folder.path + "/sol", "-o", zip])
        guard run.status == 0 else { throw GitRun.Failure("pack: \(run)") }
        return zip
    }
    private let exports = TemporaryDirectory()

    func sol(_ words: [String], in directory: String? = nil) throws -> ProgramRun {
        let people = GitRun.environment(home: path).variables
        return try BuiltProgram.run(words, in: directory ?? path, variables: people)
    }

    func importing(_ words: String..., in directory: String? = nil) throws -> ProgramRun {
        try sol(["import"] + words, in: directory)
    }

    static let manifest = "sol/Other/Solution.xml"
    /// What the platform stamps with every export.
    static let stamp = (file: manifest, old: "9.2.24053.198", new: "9.2.24061.100")
    static let label = (file: ExampleRepository.table, old: "description=\"Total\"", new: "description=\"Grand total\"")
    static let version = (file: manifest, old: "<Version>1.0.0.0", new: "<Version>1.0.0.1")
}

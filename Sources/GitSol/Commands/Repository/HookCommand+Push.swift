// git sol hook pre-push: no release leaves the repository that is not what its tag says.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension HookCommand {
    /// Git tells on standard input what is to be pushed: `<local ref> <local id> <remote ref> <remote id>`, a line each.
    static func checkPushed(_ world: World) throws -> ExitStatus {
        var refusals: [CommandError] = []
        for line in String(decoding: try world.input(), as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 4, words[2].hasPrefix("refs/tags/"), let id = ObjectID(hex: words[1]), !id.isZero else { continue }
            let name = World.tagName(words[2])
            refusals += try problems(of: name, id, world).map { problem in
                CommandError(
                    "cannot push the release '\(name)'", reason: problem,
                    hints: ["'git sol tag --verify \(ShellText.word(name))' tells more; 'git push --no-verify' pushes it all the same"])
            }
        }
        world.report(refusals)
        return refusals.isEmpty ? .done : .findings
    }

    private static func problems(of name: String, _ id: ObjectID, _ world: World) throws -> [String] {
        let repository = try world.openRepository()
        if let release = try Release(name, object: id, in: repository) { return try world.proof(of: release).problems }
        // A tag that is called like a release of a solution which its commit holds ought to be one.
        guard let slash = name.lastIndex(of: "/"), name[slash...].hasPrefix("/v"),
            SolutionVersion(String(name[slash...].dropFirst(2))) != nil,
            let tree = try? repository.peel(id, to: .tree)
        else { return [] }
        let places = (try? SolutionPlace.all(in: RevisionSnapshot(tree, named: name, in: repository))) ?? []
        guard let place = places.first(where: { $0.manifest.uniqueName == name[..<slash] }) else { return [] }
        let lacks =
            place.manifest.managed == .managed
            ? "the unmanaged half is missing" : "it was not made by 'git sol tag', or its message was changed"
        return [lacks]
    }
}

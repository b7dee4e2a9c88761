// git sol tag --list and --verify: the releases of a repository, each made again and compared with what its tag says.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// A release with what is wrong with it.
struct ReleaseProof {
    let name: String
    /// Nil where the tag is none of a release, or not there.
    let release: Release?
    let problems: [String]
    /// What the folder cannot carry and the tag does.
    let record: ReleaseRecord
    var isVerified: Bool { problems.isEmpty }
}

extension World {
    /// Makes both halves again and compares; asks git about the signature, if there is one.
    func proof(of release: Release) throws -> ReleaseProof {
        var problems: [String] = []
        do {
            problems = release.problems(filter: try filter(for: release.tag.target))
        } catch {
            problems = describe(error).map(\.text)
        }
        if release.isSigned {
            let result = try git.result(of: ["verify-tag", release.id.hex])
            if result.end != .exited(0) {
                let words = String(decoding: result.errors, as: UTF8.self).split(separator: "\n").first.map(String.init)
                problems.append("its signature is not good: " + (words ?? "git verify-tag gives no reason"))
            }
        }
        return ReleaseProof(name: release.name, release: release, problems: problems, record: (try? release.record) ?? ReleaseRecord())
    }

    /// The same of a name that may be no release.
    func proof(of word: String) throws -> ReleaseProof {
        let repository = try openRepository()
        let name = Self.tagName(word)
        let release: Release?
        do throws(StoreError) {
            release = try Release(name, in: repository)
        } catch {
            return ReleaseProof(name: name, release: nil, problems: [error.message], record: ReleaseRecord())
        }
        if let release { return try proof(of: release) }
        let problem =
            try repository.target(of: "refs/tags/" + name) == nil
            ? "there is no such tag" : "it is no release tag, or its message was changed"
        return ReleaseProof(name: name, release: nil, problems: [problem], record: ReleaseRecord())
    }
}

extension TagCommand {
    static func listing(_ arguments: Arguments, _ world: World) throws -> ExitStatus {
        guard arguments.positionals.isEmpty else {
            throw UsageError(
                message: "unexpected argument '\(arguments.positionals[0])'", hints: ["'--solution NAME' lists those of one solution"])
        }
        let releases = try Release.all(of: arguments.value(.solution), in: world.openRepository())
        if releases.isEmpty, arguments.value(.solution) != nil { try world.checkSolution(arguments, in: [world.snapshotHere(Arguments())]) }
        let proofs = try releases.map { try world.proof(of: $0) }
        if arguments.has(.json) {
            ReleaseJSON.write(proofs, to: world)
            return .done
        }
        let width = proofs.map(\.name.count).max() ?? 0
        for proof in proofs {
            guard let release = proof.release else { continue }
            let name = proof.name + String(repeating: " ", count: width - proof.name.count)
            let state = proof.isVerified ? world.paint("verified", .green) : world.paint("BROKEN  ", .red)
            let date = release.tag.tagger.map { CommitDate($0).short } ?? "          "
            let digests = [release.facts.unmanagedDigest, release.facts.managedDigest].map { $0.dropFirst(7).prefix(12) }
            world.out.write("\(name)  \(date)  \(state)  unmanaged \(digests[0])  managed \(digests[1])\n")
        }
        if proofs.isEmpty { world.say("no releases yet: 'git sol tag' makes one") }
        return .done
    }

    static func verifying(_ arguments: Arguments, _ world: World) throws -> ExitStatus {
        guard !arguments.positionals.isEmpty else {
            throw UsageError(message: "TAG is missing", hints: ["'git sol tag --list' lists the releases"])
        }
        let proofs = try arguments.positionals.map { try world.proof(of: $0) }
        if arguments.has(.json) {
            ReleaseJSON.write(proofs, to: world)
        } else {
            for proof in proofs where !(proof.isVerified && arguments.has(.quiet)) { write(proof, world) }
        }
        return proofs.allSatisfy(\.isVerified) ? .done : .findings
    }

    private static func write(_ proof: ReleaseProof, _ world: World) {
        guard let release = proof.release, proof.isVerified else {
            return world.report(proof.problems.map { CommandError("'\(proof.name)' is not verified", reason: $0) })
        }
        world.out.write(
            "\(world.paint("\(proof.name)", .bold)): both halves are what was tagged\(release.isSigned ? ", and the signature is good" : "")\n"
        )
        world.out.write("  unmanaged \(release.facts.unmanagedDigest)\n  managed   \(release.facts.managedDigest)\n")
        guard !proof.record.isEmpty else { return }
        world.out.write("  what the folder cannot carry, from the tag:\n")
        for line in ReleaseText.lines(of: proof.record) { world.out.write("  \(line)\n") }
    }
}

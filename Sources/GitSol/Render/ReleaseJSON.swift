// Releases for programs.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

enum ReleaseJSON {
    static func write(_ proofs: [ReleaseProof], to world: World) {
        JSONWriter.write("tag", to: world.out) { writer in
            writer.array("releases") { writer in
                for proof in proofs { writer.object { write(proof, &$0) } }
            }
        }
    }

    private static func write(_ proof: ReleaseProof, _ writer: inout JSONWriter) {
        let (release, facts) = (proof.release, proof.release?.facts)
        writer.field("tag", proof.name)
        writer.field("verified", proof.isVerified)
        writer.field("problems", proof.problems)
        writer.field("solution", facts?.solution)
        writer.field("version", facts?.version)
        writer.field("commit", release?.tag.target.hex)
        writer.field("date", release?.tag.tagger.map { CommitDate($0).iso })
        writer.field("unmanagedDigest", facts?.unmanagedDigest)
        writer.field("managedDigest", facts?.managedDigest)
        writer.field("signed", release?.isSigned ?? false)
        writer.array("carried") { writer in
            for entry in proof.record.entries {
                writer.object { writer in
                    writer.field("half", entry.isManaged ? "managed" : "unmanaged")
                    writer.field("file", entry.path)
                }
            }
        }
    }
}

// git sol tag: a release, one version and two artefacts, and the proof of it.

internal import SolutionCore
internal import SolutionStore

extension Command {
    static let tag = Command(
        name: "tag", group: .release, summary: "tag a release of both halves, list and verify releases",
        synopsis: [
            "[-s] [-m MESSAGE] [--align] [VERSION] --unmanaged ZIP --managed ZIP", "[-s] [-m MESSAGE] [VERSION [COMMIT]]",
            "--list [--json]", "--verify [--json] TAG…",
        ],
        description: [
            "Makes an annotated tag `<UniqueName>/v<version>` that proves that both halves of a solution are of one version, and from which both are made again, bit for bit.",
            "With the two exports it checks that they belong together, commits them as a folder of both halves where the current branch does not hold them yet, and tags that commit. Without, it tags a commit whose folder holds both halves.",
            "A folder cannot carry every difference between the halves: SolutionPackager keeps one `Entity.xml` for both. What it cannot carry stands in the tag's message, so whoever has the tag and its commit has both halves. The message also tells the components that changed since the last release, and ends with trailers for programs: solution, version, publisher, the digests of both halves.",
            "Exporting raises the version, so two exports may have two numbers. Then the tag is refused until `--align` gives both one of them.",
            "`--verify` makes both halves of the tag and its commit alone, and compares them with the digests; `git sol pack TAG --both` writes the two zips.",
        ],
        flags: [
            TagCommand.unmanaged, TagCommand.managed, TagCommand.message, TagCommand.sign, TagCommand.key, TagCommand.align,
            TagCommand.versionFrom,
            TagCommand.allowDifferences, TagCommand.force, TagCommand.list, TagCommand.verify, .solution, TagCommand.folder,
            TagCommand.exact, TagCommand.keepMissing, TagCommand.prune, TagCommand.allow, .dryRun, .quiet, .json,
        ],
        positionals: [
            Positional(name: "VERSION", count: .optional, completion: .release, summary: "the version that the release is to have"),
            Positional(name: "COMMIT", count: .any, completion: .revision, summary: "what is tagged; HEAD unless named"),
        ],
        examples: [
            Example(
                purpose: "A release of two exports",
                line: "git sol tag --unmanaged Contoso_1_2_0_0.zip --managed Contoso_1_2_0_0_managed.zip"),
            Example(purpose: "What is released, and is it intact?", line: "git sol tag --list"),
            Example(purpose: "The proof, in a clone", line: "git sol tag --verify Contoso/v1.2.0.0"),
        ],
        statuses: [(1, "The halves do not belong together, or a release is not what it was.")],
        run: TagCommand.run)
}

enum TagCommand {
    static let unmanaged = Flag(
        long: "unmanaged", value: .required("ZIP"), completion: .zip, summary: "the unmanaged export")
    static let managed = Flag(
        long: "managed", value: .required("ZIP"), completion: .zip, summary: "the managed export")
    static let message = Flag(
        long: "message", short: "m", value: .required("MESSAGE"), summary: "words of your own, below the first line")
    static let sign = Flag(long: "sign", short: "s", summary: "sign the tag, as git tag does")
    static let key = Flag(
        long: "local-user", short: "u", value: .required("KEY"), summary: "sign with this key")
    static let align = Flag(
        long: "align", summary: "give both halves one version, where the exports only differ in the number")
    static let versionFrom = Flag(
        long: "version-from", value: .required("WHICH"),
        summary: "which version both get: unmanaged, managed or one like 1.2.0.0; implies --align",
        detail: ["Without it the higher of the two."])
    static let allowDifferences = Flag(
        long: "allow-differences", summary: "tag the halves although they differ in more than exporting explains",
        detail: ["The message and `--verify` list the differences. Different solutions or versions are never tagged."])
    static let force = Flag(long: "force", short: "f", summary: "replace a tag of that name")
    static let list = Flag(long: "list", short: "l", summary: "list the releases, in the order of versions")
    static let verify = Flag(long: "verify", short: "v", summary: "prove that releases are what was tagged")

    // Those of import, for the commit of the two exports.
    static let folder = ImportCommand.folder.saying(
        "where a solution is committed that the branch does not hold; else a folder of its name")
    static let exact = ImportCommand.exact.saying("commit changed files as the exports have them, noise and all")
    static let keepMissing = ImportCommand.keepMissing.saying("delete nothing when the exports are committed")
    static let prune = ImportCommand.prune.saying("delete everything that the exports do not hold when they are committed")
    static let allow = ImportCommand.allow.saying(
        "accept what would stop the commit of the exports: a lower version (downgrade), another publisher, or another solution of the same name (stranger)"
    )

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        if arguments.has(.quiet) { world.screenLevel = .warning }
        if arguments.has(list) || arguments.has(verify) {
            guard !(arguments.has(list) && arguments.has(verify)) else {
                throw UsageError(message: "'--list' and '--verify' exclude each other", hints: ["'--list' verifies each release too"])
            }
            return try arguments.has(list) ? listing(arguments, world) : verifying(arguments, world)
        }
        guard arguments.positionals.count <= 2 else {
            throw UsageError(message: "unexpected argument '\(arguments.positionals[2])'", hints: [])
        }
        let (one, other) = (arguments.value(unmanaged), arguments.value(managed))
        switch (one, other) {
        case (let one?, let other?):
            guard arguments.positionals.count < 2 else {
                throw UsageError(message: "exports are committed on the current branch: no commit can be named with them", hints: [])
            }
            return try ReleaseMaker(arguments, world).make(of: one, other)
        case (nil, nil): return try ReleaseMaker(arguments, world).make(of: arguments.positionals.dropFirst().first ?? "HEAD")
        default:
            throw UsageError(
                message: "'--\(one == nil ? "unmanaged" : "managed")' is missing", hints: ["a release has both halves: give both exports"])
        }
    }
}

// Flags that several commands take, so that they are written and explained alike everywhere.

extension Flag {
    static let help = Flag(
        long: "help", short: "h", summary: "show help: -h in short, --help in full")

    static let color = Flag(
        long: "color", value: .optional("WHEN", implied: "always"), completion: .choices(["always", "auto", "never"]),
        isNegatable: true, aliases: ["colour"], summary: "use colours: always, auto or never",
        detail: [
            "`auto` is the default: on a terminal only. The variable `NO_COLOR` and git's setting `color.ui` are heeded."
        ])

    static let json = Flag(
        long: "json", isNegatable: true, summary: "print JSON for other programs",
        detail: ["Its form is published: see `git sol schema`."])

    static let nulTerminated = Flag(
        long: "null", short: "z", summary: "end each path with a NUL byte, and quote nothing")

    static let dryRun = Flag(
        long: "dry-run", short: "n", summary: "only say what would be done")

    static let solution = Flag(
        long: "solution", value: .required("NAME"), completion: .solution, slashNames: ["SolutionName", "sn"],
        summary: "only the solution of this unique name",
        detail: ["Without it the one whose folder one stands in is meant, and outside of such a folder all of them."])

    static let quiet = Flag(long: "quiet", short: "q", isNegatable: true, summary: "say nothing but errors")

    static let progress = Flag(
        long: "progress", isNegatable: true, summary: "show how far long work is, on a terminal")

    /// Those of every command.
    static let common: [Flag] = [color, progress, help]
}

/// Flags before the command, as git has them.
enum GlobalFlag {
    static let directory = Flag(
        long: "directory", short: "C", value: .required("DIR"), completion: .directory, isRepeatable: true,
        summary: "run as if started in DIR", detail: ["Given twice, the second starts from the first."])
    static let gitDirectory = Flag(
        long: "git-dir", value: .required("DIR"), completion: .directory, summary: "the repository's own directory")
    static let workTree = Flag(
        long: "work-tree", value: .required("DIR"), completion: .directory, summary: "the top of the working tree")
    static let config = Flag(
        long: "config", short: "c", value: .required("NAME=VALUE"), isRepeatable: true,
        summary: "a setting for this run only, as git -c")
    static let paginate = Flag(
        long: "paginate", short: "p", summary: "show the output in a pager, whatever the command")
    static let noPager = Flag(long: "no-pager", short: "P", summary: "never use a pager")
    static let version = Flag(long: "version", short: "v", summary: "print the version and end")

    static let all: [Flag] = [directory, gitDirectory, workTree, config, paginate, noPager, .color, version, .help]
}

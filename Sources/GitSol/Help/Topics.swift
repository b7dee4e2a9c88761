// What there is to say that belongs to no single command.

internal import SolutionCore
internal import SolutionStore

struct Topic: Sendable {
    let name: String
    /// Lower case, no full stop.
    let summary: String
    /// Starts with a heading.
    let page: [HelpBlock]

    static let all: [Topic] = [addresses, environment, settings, exitCodes]

    static func named(_ name: String) -> Topic? {
        all.first { $0.name == name }
    }

    static let addresses = Topic(
        name: "addresses", summary: "how to name a component",
        page: [
            .heading("Addresses"),
            .paragraph(
                "An address names a component: kinds and keys in turn, outermost first. The keys are the names that the "
                    + "solution itself uses; letter case does not matter. `git sol ls` prints the addresses of everything."),
            .terms([
                ("entity/account", ["A table."]),
                ("entity/account/attribute/new_code", ["A column of it."]),
                ("webresource/new_/scripts/main.js", ["A web resource: its name holds slashes."]),
                ("workflow/0f0c6c9e-6d5c-4f8e-9b1d-2a4c1d0e7b11", ["A flow, by its identifier."]),
            ]),
            .paragraph("Where a command takes addresses, a pattern stands for all that fit, and for everything below them."),
            .terms([
                ("*", ["Any characters but slashes."]),
                ("**", ["Any characters."]),
                ("?", ["One character but a slash."]),
            ]),
            .paragraph("Put patterns in quotes, or the shell takes them for names of files."),
        ])

    static let environment = Topic(
        name: "environment", summary: "the variables that git sol heeds",
        page: [
            .heading("Environment"),
            .terms([
                ("GIT_DIR, GIT_WORK_TREE", ["The repository, as for git. `--git-dir` and `--work-tree` come first."]),
                ("GIT_CONFIG_COUNT, GIT_CONFIG_PARAMETERS", ["Settings for this run, as git passes them on."]),
                ("GIT_CONFIG_GLOBAL, GIT_CONFIG_SYSTEM, GIT_CONFIG_NOSYSTEM", ["The files of settings of a person and of the machine."]),
                ("GIT_SOL", ["`0`: the drivers that git calls leave everything to git."]),
                ("GIT_EXTERNAL_DIFF", ["Named by somebody, or by `git difftool`: our diff driver hands over to it."]),
                ("GIT_PAGER, PAGER", ["The pager. Between the two git's setting `core.pager` is asked. `cat` means none."]),
                ("NO_COLOR", ["Not empty: no colours, unless `--color` asks for them."]),
                ("TERM", ["`dumb` or not set: no colours."]),
                ("COLUMNS", ["How wide text may be, instead of what the terminal says."]),
            ]),
        ])

    static let settings = Topic(
        name: "configuration", summary: "git's settings that git sol heeds",
        page: [
            .heading("Settings"),
            .paragraph(
                "They are set by `git config`, or for one run by `git -c NAME=VALUE sol …`; outside of a repository those of the person "
                    + "and the machine count."),
            .terms([
                ("sol.noise", ["A further place that counts as noise, as `git sol diff` explains. It may have several values."]),
                ("sol.merge", ["A rule for what both sides set, as `git sol merge` explains. It may have several values."]),
                ("sol.NAME.folder", ["The folder of the solution with that unique name, which `git sol init` sets."]),
                ("sol.settings", ["The folder of the settings files of places, from the top of the working tree; `settings` unless set."]),
                ("color.ui, core.pager", ["As for git."]),
            ]),
            .paragraph(
                "What is read may be made by anybody, so there are limits; what is beyond one is refused, and the message names its "
                    + "setting. Numbers may end with k, m or g for 1024, its square and its cube."),
            .terms(
                LimitSetting.all.map { setting in
                    (
                        setting.name,
                        [
                            HelpPage.sentence(setting.summary),
                            setting.values(in: Limits()).map(shown).joined(separator: " and ") + " unless set.",
                        ]
                    )
                }),
        ])

    /// As it could be set.
    private static func shown(_ number: Int) -> String {
        for (letter, shift) in [("g", 30), ("m", 20), ("k", 10)] where number >= 1 << shift && number % (1 << shift) == 0 {
            return "\(number >> shift)\(letter)"
        }
        return String(number)
    }

    static let exitCodes = Topic(
        name: "exit-codes", summary: "what the exit statuses mean",
        page: [
            .heading("Exit codes"),
            .terms([
                ("0", ["Done; where something was compared or checked, nothing was found."]),
                (
                    "1",
                    [
                        "Differences, conflicts or findings, by the commands that report them so. `git sol diff` does "
                            + "only with `--exit-code` or `--quiet`, as git does."
                    ]
                ),
                ("2", ["It could not be done, or the command line means nothing. Standard error says why."]),
            ]),
            .paragraph("A reader who closes the pipe early, as `head` does, is no error."),
        ])
}

// The settings that make git call us: written so that git goes on when the program is gone.

internal import SolutionCore

/// A driver of git's, as sections of its configuration.
struct DriverSettings: Sendable {
    struct Setting: Sendable {
        /// `diff.sol.textconv`
        let name: String
        let value: String
        /// Of the lines that git makes of a file: whoever does not want them goes without.
        var isOfTextconv = false
    }
    /// The attribute that names it.
    let attribute: String
    let settings: [Setting]

    static let all = [diff, merge]

    /// `git diff` takes `command` before `textconv`; `log -p`, `show`, `blame` and `grep --textconv` take `textconv`; `add -p`,
    /// `format-patch` and `--stat` neither. A program that somebody names in GIT_EXTERNAL_DIFF, as `git difftool` does,
    /// is what they want to see: git would ask us first, so we hand over.
    static let diff = DriverSettings(
        attribute: "diff",
        settings: [
            Setting(
                name: "diff.sol.textconv", value: "f() { git-sol textconv --form=2 -- \"$1\" 2>/dev/null || cat -- \"$1\"; }; f",
                isOfTextconv: true),
            Setting(name: "diff.sol.cachetextconv", value: "true", isOfTextconv: true),
            Setting(
                name: "diff.sol.command",
                value: "f() { if test -n \"$GIT_EXTERNAL_DIFF\"; then eval \"$GIT_EXTERNAL_DIFF\" '\"$@\"'; return; fi; "
                    + "git-sol diff-driver -- \"$@\" 2>/dev/null || test $# -lt 7 || "
                    + "git diff --no-index --no-ext-diff --no-textconv -- \"$2\" \"$5\" || :; }; f"),
            Setting(
                name: "difftool.sol.cmd",
                value: "git-sol diff-driver -- \"$MERGED\" \"$LOCAL\" . 100644 \"$REMOTE\" . 100644"),
        ])

    /// Any status but 0 and 1 means that the program is gone, or could not: then git's own merge decides. More than 128 would
    /// end the whole merge. One that was killed may have put its result in ours' place before: git's merge of that is for a person
    /// to look at, however clean it is. Ancestors that were merged themselves are merged as text: they may hold markers.
    static let merge = DriverSettings(
        attribute: "merge",
        settings: [
            Setting(name: "merge.sol.name", value: "solutions, component by component"),
            Setting(
                name: "merge.sol.driver",
                value: "s=0; if command -v git-sol >/dev/null; then git-sol merge-driver -- %O %A %B %L %P; s=$?; "
                    + "test $s -gt 1 || exit $s; fi; "
                    + "git merge-file -q --marker-size=%L -L ours -L base -L theirs %A %O %B && test $s -le 128 || exit 1"),
            Setting(name: "merge.sol.recursive", value: "text"),
            Setting(name: "mergetool.sol.cmd", value: "git-sol resolve --file \"$MERGED\""),
            Setting(name: "mergetool.sol.trustExitCode", value: "true"),
        ])

    /// The same, where git is to compare the files themselves.
    var withoutTextconv: DriverSettings {
        DriverSettings(attribute: attribute, settings: settings.filter { !$0.isOfTextconv })
    }

    /// The lines of a configuration file.
    var lines: [String] {
        var lines: [String] = []
        var section = ""
        for setting in settings {
            let parts = setting.name.split(separator: ".")
            let header = "[\(parts[0]) \"\(parts[1])\"]"
            if header != section { lines.append(header) }
            section = header
            if let value = ConfigText.value(setting.value) { lines.append("\t\(parts[2]) = \(value)") }
        }
        return lines
    }

    /// Whether a value was written by us, in this version or another.
    static func isOurs(_ setting: Setting, _ value: String) -> Bool { value == setting.value || value.contains("git-sol ") }
}

// The shell steps of a recipe: what stands behind `run:` or `script:` in its YAML, with the variables of the step.

import SolutionCore

struct ShellStep {
    var script: String
    /// As they are written: an expression of the service is not put in.
    var variables: [String: String] = [:]

    /// In the order of the text, which may also be a page that has the recipe in it.
    static func all(in text: String) -> [ShellStep] {
        var steps: [ShellStep] = []
        var variables: [String: String] = [:]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            let depth = indent(of: line)
            var words = String(line.dropFirst(depth))
            // A new step: what was set for the one before is no longer meant.
            if words.hasPrefix("- ") {
                variables = [:]
                words = String(words.dropFirst(2))
            }
            func block() -> [String] {
                var inner: [String] = []
                let margin = index < lines.count ? indent(of: lines[index]) : 0
                while index < lines.count, lines[index].isEmpty || margin > depth && indent(of: lines[index]) >= margin {
                    inner.append(String(lines[index].dropFirst(margin)))
                    index += 1
                }
                return inner
            }
            if words == "run: |" || words == "script: |" {
                steps.append(ShellStep(script: block().joined(separator: "\n"), variables: variables))
            } else if words.hasPrefix("run: ") {
                steps.append(ShellStep(script: String(words.dropFirst(5)), variables: variables))
            } else if words == "env:" {
                for entry in block() { set(entry, in: &variables) }
            } else if words.hasPrefix("env: {"), words.hasSuffix("}"), !steps.isEmpty {
                for entry in words.dropFirst(6).dropLast().split(separator: ",") {
                    set(String(entry), in: &steps[steps.count - 1].variables)
                }
            }
        }
        return steps
    }

    private static func set(_ entry: String, in variables: inout [String: String]) {
        guard let colon = entry.firstIndex(of: ":") else { return }
        func bare(_ text: some Sequence<Character>) -> [Character] { Array(text.drop { $0 == " " || $0 == "'" }.reversed()) }
        func trimmed(_ text: Substring) -> String { String(bare(bare(text))) }
        variables[trimmed(entry[..<colon])] = trimmed(entry[entry.index(after: colon)...])
    }

    private static func indent(of line: String) -> Int { line.utf8.prefix { $0 == UInt8(ascii: " ") }.count }
}

// What is wrong with a deployment settings file, for programs.

internal import SolutionCore

enum SettingsJSON {
    static func write(_ findings: [SettingsFinding], file: String, to world: World) {
        JSONWriter.write("settings", to: world.out) { writer in
            writer.field("file", file)
            writer.array("findings") { writer in
                for finding in findings {
                    writer.object { writer in
                        writer.field("code", finding.code.rawValue)
                        writer.field("name", finding.name)
                        if let line = finding.line { writer.field("line", line) } else { writer.null("line") }
                        writer.field("message", finding.message)
                    }
                }
            }
        }
    }
}

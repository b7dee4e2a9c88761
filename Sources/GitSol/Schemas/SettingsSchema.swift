// The form of `git sol settings --check --json`.

internal import SolutionCore

extension Schema {
    static let settings = Schema(
        name: "settings", summary: "what is wrong with a deployment settings file",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol settings --check --json",
              "type": "object",
              "required": ["format", "file", "findings"],
              "properties": {
                "format": { "const": "git-sol.settings/1" },
                "file": { "type": "string" },
                "findings": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["code", "name", "line", "message"],
                    "properties": {
                      "code": { "enum": [\(SettingsFinding.Code.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))] },
                      "name": { "type": "string", "description": "The variable or connection reference." },
                      "line": { "type": ["integer", "null"], "description": "Counted from 1; null for what the file lacks." },
                      "message": { "type": "string" }
                    }
                  }
                }
              }
            }

            """)
}

// The form of `git sol doctor --json`.

extension Schema {
    static let doctor = Schema(
        name: "doctor", summary: "what is wrong with the set-up",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol doctor --json",
              "type": "object",
              "required": ["format", "installed", "findings"],
              "properties": {
                "format": { "const": "git-sol.doctor/1" },
                "installed": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["scope", "what"],
                    "properties": {
                      "scope": { "enum": ["local", "worktree", "global", "system"] },
                      "what": { "type": "string" }
                    }
                  }
                },
                "findings": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["code", "message", "hint", "file"],
                    "properties": {
                      "code": {
                        "enum": ["not-installed", "missing", "outdated", "broken", "foreign-setting", "attribute-without-driver", "not-driven", "no-program", "switched-off"]
                      },
                      "message": { "type": "string" },
                      "hint": { "type": "string", "description": "What to do." },
                      "file": { "type": ["string", "null"] }
                    }
                  }
                }
              }
            }

            """)
}

// The form of `git sol status --json`.

extension Schema {
    static let status = Schema(
        name: "status", summary: "the components that changed in the working tree",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol status --json",
              "type": "object",
              "required": ["format", "branch", "staged", "unstaged", "untracked", "conflicts"],
              "properties": {
                "format": { "const": "git-sol.status/1" },
                "branch": { "type": ["string", "null"], "description": "Null where HEAD is detached." },
                "staged": { "$ref": "#/$defs/components" },
                "unstaged": { "$ref": "#/$defs/components" },
                "untracked": { "$ref": "#/$defs/components" },
                "conflicts": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["address", "noun", "name", "file"],
                    "properties": {
                      "address": { "type": "string" },
                      "noun": { "type": "string" },
                      "name": { "type": "string" },
                      "file": { "type": "string" }
                    }
                  }
                }
              },
              "$defs": {
                "components": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["address", "noun", "name", "state", "changes", "files"],
                    "properties": {
                      "address": { "type": "string" },
                      "noun": { "type": "string", "description": "What a maker calls such a component." },
                      "name": { "type": "string" },
                      "state": { "enum": ["new", "deleted", "modified"] },
                      "changes": { "type": "integer", "description": "How many there are in it." },
                      "files": { "type": "array", "items": { "type": "string" } }
                    }
                  }
                }
              }
            }

            """)
}

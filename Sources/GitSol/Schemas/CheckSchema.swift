// The form of `git sol check --json`.

extension Schema {
    static let check = Schema(
        name: "check", summary: "what is wrong with a solution",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol check --json",
              "type": "object",
              "required": ["format", "findings", "notes"],
              "properties": {
                "format": { "const": "git-sol.check/1" },
                "findings": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["code", "address", "file", "line", "message", "hint"],
                    "properties": {
                      "code": {
                        "enum": ["unparsable", "conflict-marker", "duplicate-key", "dangling-reference", "missing-file", "missing-root", "twin-differs", "environment-value", "pair-mismatch", "halves-differ", "missing-half"]
                      },
                      "address": { "type": "string", "description": "What is wrong, in the words of git sol help addresses." },
                      "file": { "type": "string", "description": "Relative to what was checked; for a zip, in the folder that it unpacks to." },
                      "line": { "type": ["integer", "null"], "minimum": 1 },
                      "message": { "type": "string" },
                      "hint": { "type": "string", "description": "The way out." }
                    }
                  }
                },
                "notes": {
                  "type": "array",
                  "description": "Of two exports, what is lawful and worth knowing: debug builds.",
                  "items": {
                    "type": "object",
                    "required": ["address", "file", "message", "hint"],
                    "properties": {
                      "address": { "type": "string" },
                      "file": { "type": "string" },
                      "message": { "type": "string" },
                      "hint": { "type": "string" }
                    }
                  }
                }
              }
            }

            """)
}

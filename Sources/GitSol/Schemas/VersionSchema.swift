// The form of `git sol version --json`.

extension Schema {
    static let version = Schema(
        name: "version", summary: "versions of the program and its libraries",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol version --json",
              "type": "object",
              "description": "Of the program and of the solutions here; of one solution where a version is set.",
              "required": ["format"],
              "oneOf": [{ "required": ["version", "libraries", "solutions"] }, { "required": ["solution", "before", "after", "reason", "dryRun"] }],
              "properties": {
                "format": { "const": "git-sol.version/1" },
                "solution": { "description": "The solution's unique name.", "type": "string" },
                "before": { "type": "string" },
                "after": { "type": "string" },
                "reason": { "description": "Why `--bump` chose it.", "type": ["string", "null"] },
                "dryRun": { "type": "boolean" },
                "version": { "type": "string" },
                "solutions": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["solution", "version"],
                    "properties": { "solution": { "type": "string" }, "version": { "type": "string" } }
                  }
                },
                "libraries": {
                  "description": "Version by name; empty without --build.",
                  "type": "object",
                  "additionalProperties": { "type": "string" }
                }
              }
            }

            """)
}

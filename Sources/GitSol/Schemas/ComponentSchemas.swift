// The forms of `git sol restore --json`, `rm --json` and `mv --json`: what they share, and what only renaming says.

extension Schema {
    static let restore = components("restore", "what was brought back, and in which files")
    static let remove = components("rm", "what was taken out, and of which files")
    static let move = components(
        "mv", "what was renamed, in which files, and where the old name still stands", required: ", \"newAddress\", \"mentions\"",
        properties: """

                "newAddress": { "type": "string" },
                "mentions": {
                  "type": "array",
                  "description": "Texts with the old name: what they mean only a person can know.",
                  "items": {
                    "type": "object",
                    "required": ["file", "line"],
                    "properties": { "file": { "type": "string" }, "line": { "type": "integer" } }
                  }
                },
            """)

    private static func components(_ name: String, _ summary: String, required: String = "", properties: String = "") -> Schema {
        Schema(
            name: name, summary: summary,
            text: """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "git sol \(name) --json",
                  "type": "object",
                  "required": ["format", "components", "files"\(required), "dryRun"],
                  "properties": {
                    "format": { "const": "git-sol.\(name)/1" },
                    "components": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": ["address", "kind", "name"],
                        "properties": {
                          "address": { "type": "string" },
                          "kind": { "type": "string" },
                          "name": { "type": "string" }
                        }
                      }
                    },
                    "files": {
                      "type": "array",
                      "description": "From the top of the repository: of the working tree where that is changed, else of the index.",
                      "items": {
                        "type": "object",
                        "required": ["op", "path"],
                        "properties": {
                          "op": { "enum": ["added", "removed", "changed"] },
                          "path": { "type": "string" }
                        }
                      }
                    },\(properties)
                    "dryRun": { "type": "boolean", "description": "Nothing was written." }
                  }
                }

                """)
    }
}

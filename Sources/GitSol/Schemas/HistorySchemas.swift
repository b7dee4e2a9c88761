// The forms of `git sol log --json` and `git sol show --json`.

extension Schema {
    static let log = Schema(
        name: "log", summary: "the commits that changed components",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol log --json",
              "type": "object",
              "required": ["format", "commits"],
              "properties": {
                "format": { "const": "git-sol.log/1" },
                "commits": {
                  "type": "array",
                  "description": "In the order of the walk; commits with nothing but noise are left out.",
                  "items": {
                    "type": "object",
                    "required": ["commit", "parents", "author", "committer", "subject", "message", "components", "solutions", "changes"],
                    "properties": {
                      "commit": { "type": "string" },
                      "parents": { "type": "array", "items": { "type": "string" } },
                      "author": { "$ref": "#/$defs/person" },
                      "committer": { "$ref": "#/$defs/person" },
                      "subject": { "type": "string" },
                      "message": { "type": "string" },
                      "components": {
                        "type": "array",
                        "items": {
                          "type": "object",
                          "required": ["address", "noun", "name", "changes"],
                          "properties": {
                            "address": { "type": "string" },
                            "noun": { "type": "string", "description": "What a maker calls such a component." },
                            "name": { "type": "string" },
                            "changes": { "type": "integer", "description": "How many there are in it." }
                          }
                        }
                      },
                      "solutions": { "type": "array", "items": { "type": "object" }, "description": "As in `git sol schema diff`." },
                      "changes": { "type": "array", "items": { "type": "object" }, "description": "As in `git sol schema diff`." }
                    }
                  }
                }
              },
              "$defs": {
                "person": {
                  "type": "object",
                  "required": ["name", "email", "date"],
                  "properties": {
                    "name": { "type": "string" },
                    "email": { "type": "string" },
                    "date": { "type": "string", "format": "date-time" }
                  }
                }
              }
            }

            """)

    static let show = Schema(
        name: "show", summary: "a commit and what it changed",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol show --json",
              "type": "object",
              "required": ["format", "commit", "parents", "author", "committer", "subject", "message", "solutions", "changes"],
              "properties": {
                "format": { "const": "git-sol.show/1" },
                "commit": { "type": "string" },
                "parents": { "type": "array", "items": { "type": "string" } },
                "author": { "type": "object", "description": "As in `git sol schema log`." },
                "committer": { "type": "object", "description": "As in `git sol schema log`." },
                "subject": { "type": "string" },
                "message": { "type": "string" },
                "solutions": { "type": "array", "items": { "type": "object" }, "description": "As in `git sol schema diff`." },
                "changes": { "type": "array", "items": { "type": "object" }, "description": "Against the first parent, as in `git sol schema diff`." }
              }
            }

            """)
}

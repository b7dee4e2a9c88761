// The form of `git sol deps --json`.

extension Schema {
    static let deps = Schema(
        name: "deps", summary: "what uses what, and the order of solutions",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol deps --json",
              "type": "object",
              "required": ["format", "components", "uses", "usedBy", "order"],
              "properties": {
                "format": { "const": "git-sol.deps/1" },
                "components": {
                  "type": "array",
                  "description": "The components that were asked for; with --unused those that nothing uses.",
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
                "uses": { "$ref": "#/$defs/dependencies" },
                "usedBy": { "$ref": "#/$defs/dependencies" },
                "order": {
                  "type": "array",
                  "description": "With --order: what is to be imported one after the other. Solutions that need each other are in one group.",
                  "items": {
                    "type": "object",
                    "required": ["solutions"],
                    "properties": { "solutions": { "type": "array", "items": { "type": "string" } } }
                  }
                }
              },
              "$defs": {
                "dependencies": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["from", "to", "certainty", "solution", "file"],
                    "properties": {
                      "from": { "type": "string", "description": "The component that names the other." },
                      "to": { "type": "string" },
                      "certainty": { "enum": ["certain", "likely"] },
                      "solution": { "type": "string", "description": "The unique name of the solution that says so." },
                      "file": { "type": "string" }
                    }
                  }
                }
              }
            }

            """)
}

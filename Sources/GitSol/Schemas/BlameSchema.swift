// The form of `git sol blame --json`.

extension Schema {
    static let blame = Schema(
        name: "blame", summary: "who last changed each property of a component",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol blame --json",
              "type": "object",
              "required": ["format", "lines", "commits"],
              "properties": {
                "format": { "const": "git-sol.blame/1" },
                "lines": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["address", "value", "component", "kind", "componentName", "file", "commit"],
                    "properties": {
                      "address": { "type": "string" },
                      "value": { "type": ["string", "null"], "description": "Null for a thing that is there and says no more." },
                      "component": { "type": "string", "description": "The address of the component that it is part of." },
                      "kind": { "type": "string" },
                      "componentName": { "type": "string" },
                      "file": { "type": "string", "description": "Where it is now." },
                      "commit": { "type": ["string", "null"], "description": "What gave it its value; null where that is not committed." }
                    }
                  }
                },
                "commits": {
                  "type": "array",
                  "description": "Those that the lines name.",
                  "items": {
                    "type": "object",
                    "required": ["commit", "parents", "author", "committer", "subject", "message"],
                    "description": "As in `git sol schema log`."
                  }
                }
              }
            }

            """)
}

// The form of `git sol diff --json`.

extension Schema {
    static let diff = Schema(
        name: "diff", summary: "what changed between two states, and how to apply it",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol diff --json",
              "type": "object",
              "required": ["format", "solutions", "changes", "files", "hidden"],
              "properties": {
                "format": { "const": "git-sol.diff/1" },
                "solutions": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["name", "displayName", "folder", "versionBefore", "versionAfter"],
                    "properties": {
                      "name": { "type": ["string", "null"], "description": "The unique name." },
                      "displayName": { "type": ["string", "null"] },
                      "folder": { "type": "string", "description": "Where it lies; empty for the top, else with a slash at its end." },
                      "versionBefore": { "type": ["string", "null"] },
                      "versionAfter": { "type": ["string", "null"] }
                    }
                  }
                },
                "changes": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["op", "address", "label", "kind", "component", "componentName", "before", "after", "noise", "file", "solution"],
                    "properties": {
                      "op": { "enum": ["added", "removed", "changed", "moved", "reordered"] },
                      "address": { "type": "string", "description": "What changed." },
                      "label": { "type": "string", "description": "What a maker calls it." },
                      "kind": { "type": "string", "description": "The kind of the component that it is part of." },
                      "component": { "type": "string", "description": "The address of that component." },
                      "componentName": { "type": "string" },
                      "before": { "type": ["string", "null"], "description": "The value, or the place of what moved." },
                      "after": { "type": ["string", "null"] },
                      "noise": { "type": ["string", "null"], "description": "Why no person did it; null where somebody did." },
                      "file": { "type": "string" },
                      "solution": { "type": ["string", "null"] },
                      "hunks": {
                        "type": "array",
                        "description": "Of a text: its lines, as in a unified diff.",
                        "items": {
                          "type": "object",
                          "required": ["header", "lines"],
                          "properties": {
                            "header": { "type": "string" },
                            "lines": { "type": "array", "items": { "type": "string" } }
                          }
                        }
                      }
                    }
                  }
                },
                "files": {
                  "type": "array",
                  "description": "What `git sol apply` does. A file without edits, text and base64 is to be deleted.",
                  "items": {
                    "type": "object",
                    "required": ["path", "newPath", "solution", "folder", "before", "after"],
                    "properties": {
                      "path": { "type": "string" },
                      "newPath": { "type": ["string", "null"], "description": "Where the file is moved to." },
                      "solution": { "type": "string" },
                      "folder": { "type": "string" },
                      "before": { "type": ["string", "null"], "description": "The id of the git blob that it was." },
                      "after": { "type": ["string", "null"], "description": "The id of the git blob that it becomes." },
                      "text": { "type": "string", "description": "The content of a new file." },
                      "base64": { "type": "string", "description": "The same where it is no text." },
                      "edits": {
                        "type": "array",
                        "description": "Bytes to replace, by their place in the file before, in ascending order.",
                        "items": {
                          "type": "object",
                          "required": ["offset", "length"],
                          "properties": {
                            "offset": { "type": "integer" },
                            "length": { "type": "integer" },
                            "text": { "type": "string" },
                            "base64": { "type": "string" }
                          }
                        }
                      }
                    }
                  }
                },
                "hidden": {
                  "type": "object",
                  "description": "How many changes of which noise are left out.",
                  "additionalProperties": { "type": "integer" }
                }
              }
            }

            """)
}

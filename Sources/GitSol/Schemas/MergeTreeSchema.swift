// The form of `git sol merge-tree --json`.

extension Schema {
    static let mergeTree = Schema(
        name: "merge-tree", summary: "what merging two commits gives",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol merge-tree --json",
              "type": "object",
              "required": ["format", "tree", "clean", "conflicts", "decisions", "files"],
              "properties": {
                "format": { "const": "git-sol.merge-tree/1" },
                "tree": { "type": "string", "description": "The id of the merged tree; files in conflict have markers in it." },
                "clean": { "type": "boolean" },
                "conflicts": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["address", "label", "kind", "component", "reason", "file", "files", "base", "ours", "theirs"],
                    "properties": {
                      "address": { "type": "string" },
                      "label": { "type": "string", "description": "What a maker calls it." },
                      "kind": { "type": "string" },
                      "component": { "type": "string", "description": "The address of the component that it is part of." },
                      "reason": { "type": "string" },
                      "file": { "type": "string" },
                      "files": { "type": "array", "items": { "type": "string" }, "description": "All files that it is about." },
                      "base": { "type": ["string", "null"] },
                      "ours": { "type": ["string", "null"] },
                      "theirs": { "type": ["string", "null"] },
                      "places": { "type": "integer", "description": "Of lines: at how many places. The values are those of the first." },
                      "line": { "type": "integer", "description": "The line of the marked file at which the first of them begins." }
                    }
                  }
                },
                "decisions": {
                  "type": "array",
                  "description": "What both sides set differently, and a rule decided.",
                  "items": {
                    "type": "object",
                    "required": ["address", "kind", "rule", "file", "base", "ours", "theirs", "chosen"],
                    "properties": {
                      "address": { "type": "string" },
                      "kind": { "type": "string" },
                      "rule": { "type": "string" },
                      "file": { "type": "string" },
                      "base": { "type": ["string", "null"] },
                      "ours": { "type": ["string", "null"] },
                      "theirs": { "type": ["string", "null"] },
                      "chosen": { "type": ["string", "null"] }
                    }
                  }
                },
                "files": {
                  "type": "array",
                  "description": "The files that are not settled, with the blobs of the three states.",
                  "items": {
                    "type": "object",
                    "required": ["path", "base", "ours", "theirs"],
                    "properties": {
                      "path": { "type": "string" },
                      "base": { "type": ["string", "null"] },
                      "ours": { "type": ["string", "null"] },
                      "theirs": { "type": ["string", "null"] }
                    }
                  }
                }
              }
            }

            """)
}

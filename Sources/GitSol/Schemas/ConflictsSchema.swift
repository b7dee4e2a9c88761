// The form of `git sol conflicts --json`.

extension Schema {
    static let conflicts = Schema(
        name: "conflicts", summary: "what is still open of a merge",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol conflicts --json",
              "type": "object",
              "required": ["format", "operation", "ours", "theirs", "conflicts"],
              "properties": {
                "format": { "const": "git-sol.conflicts/1" },
                "operation": { "type": ["string", "null"], "description": "What stopped: merge, rebase and so on; null where git keeps no note of it." },
                "ours": { "type": "string", "description": "What ours is in it." },
                "theirs": { "type": "string" },
                "conflicts": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "address", "label", "kind", "component", "reason", "file", "files", "base", "ours", "theirs",
                      "oursCommit", "oursAuthor", "theirsCommit", "theirsAuthor", "series"
                    ],
                    "properties": {
                      "address": { "type": "string", "description": "What `git sol resolve` takes." },
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
                      "line": { "type": "integer", "description": "The line of the marked file at which the first of them begins." },
                      "oursCommit": { "type": ["string", "null"], "description": "The commit of ours that set the value, or deleted it; null beyond 200 conflicts." },
                      "oursAuthor": { "type": ["string", "null"] },
                      "theirsCommit": { "type": ["string", "null"] },
                      "theirsAuthor": { "type": ["string", "null"] },
                      "series": {
                        "type": "integer",
                        "description": "The question that it is a part of: the same for all that `git sol resolve --series` takes at once."
                      }
                    }
                  }
                }
              }
            }

            """)
}

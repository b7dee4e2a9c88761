// The form of `git sol import --json`.

extension Schema {
    static let importing = Schema(
        name: "import", summary: "what an import took over, deleted and kept",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol import --json",
              "type": "object",
              "required": ["format", "solution", "folder", "before", "after", "tree", "commit", "base", "conflicts", "undone", "written", "removed", "unchanged", "deleted", "kept", "changes", "dryRun"],
              "properties": {
                "format": { "const": "git-sol.import/1" },
                "solution": { "type": "string", "description": "The unique name." },
                "folder": { "type": "string", "description": "Where it is in the tree: empty, or with a slash at its end." },
                "before": { "type": ["string", "null"], "description": "The version there was; null where the solution is new." },
                "after": { "type": "string", "description": "The version of the export." },
                "tree": { "type": ["string", "null"], "description": "The tree afterwards, of the index or of the commit." },
                "commit": { "type": ["string", "null"], "description": "The commit that was made; null where none was asked for or nothing changed." },
                "base": { "type": ["string", "null"], "description": "The commit that the export started from, with --base; what is listed below is what it does to that commit." },
                "conflicts": {
                  "type": "array",
                  "description": "With --base: what is left to decide. As in git-sol.merge-tree/1.",
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
                      "theirs": { "type": ["string", "null"] }
                    }
                  }
                },
                "undone": {
                  "type": "array",
                  "description": "Changes of commits that the import took back, as --allow undo said.",
                  "items": {
                    "type": "object",
                    "required": ["address", "label", "before", "after", "commits"],
                    "properties": {
                      "address": { "type": "string" },
                      "label": { "type": "string" },
                      "before": { "type": ["string", "null"], "description": "In the repository before the import." },
                      "after": { "type": ["string", "null"] },
                      "commits": { "type": "array", "items": { "type": "string" }, "description": "The commits that made them, the newest first." }
                    }
                  }
                },
                "written": { "type": "array", "items": { "type": "string" }, "description": "Files that are new or changed." },
                "removed": { "type": "array", "items": { "type": "string" }, "description": "Files that went, by deletion or by renaming." },
                "unchanged": { "type": "integer", "description": "How many files keep their bytes." },
                "deleted": { "$ref": "#/$defs/components", "description": "What the export no longer has." },
                "kept": { "$ref": "#/$defs/components", "description": "What the export does not hold and that stays." },
                "changes": {
                  "type": "array",
                  "description": "As in git-sol.diff/1. Those with noise were held back.",
                  "items": {
                    "type": "object",
                    "required": ["op", "address", "label", "before", "after", "noise", "file"],
                    "properties": {
                      "op": { "enum": ["added", "removed", "changed", "moved", "reordered"] },
                      "address": { "type": "string" },
                      "label": { "type": "string" },
                      "before": { "type": ["string", "null"] },
                      "after": { "type": ["string", "null"] },
                      "noise": { "type": ["string", "null"] },
                      "file": { "type": "string" }
                    }
                  }
                },
                "dryRun": { "type": "boolean", "description": "Nothing was written." }
              },
              "$defs": {
                "components": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["address", "name", "files"],
                    "properties": {
                      "address": { "type": "string" },
                      "name": { "type": "string" },
                      "files": { "type": "array", "items": { "type": "string" } }
                    }
                  }
                }
              }
            }

            """)
}

// The form of `git sol ls --json`.

extension Schema {
    static let ls = Schema(
        name: "ls", summary: "what a folder, revision or package holds",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol ls --json",
              "description": "The solutions of a folder, revision or package, and their components.",
              "type": "object",
              "required": ["format", "solutions", "components"],
              "properties": {
                "format": { "const": "git-sol.ls/1" },
                "solutions": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["name", "displayName", "version", "managed", "publisher", "path"],
                    "properties": {
                      "name": { "type": "string", "description": "The unique name." },
                      "displayName": { "type": "string" },
                      "version": { "type": "string" },
                      "managed": { "type": ["boolean", "string"], "description": "As the manifest says: false, true or \\"both\\"." },
                      "publisher": { "type": "string", "description": "The unique name of the publisher." },
                      "path": { "type": "string", "description": "Where the solution lies; empty for the top." }
                    }
                  }
                },
                "components": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["address", "kind", "name", "file", "solution", "onlyNamed", "manifest"],
                    "properties": {
                      "address": { "type": "string", "description": "What every command takes to name the component." },
                      "kind": { "type": "string" },
                      "name": { "type": "string", "description": "The display name, or the key where there is none." },
                      "file": { "type": "string", "description": "The file that holds it." },
                      "solution": { "type": "string", "description": "The unique name of the solution it is part of." },
                      "onlyNamed": { "type": "boolean", "description": "Only the manifest names it: it is elsewhere, or missing." },
                      "manifest": {
                        "type": "array", "items": { "type": "string" },
                        "description": "Its ids and names in the manifest's list of root components, as spelled there; empty where it is not listed."
                      }
                    }
                  }
                }
              }
            }

            """)
}

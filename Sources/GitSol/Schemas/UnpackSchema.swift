// The form of `git sol unpack --json`.

extension Schema {
    static let unpack = Schema(
        name: "unpack", summary: "what unpacking wrote, or would write",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol unpack --json",
              "type": "object",
              "required": ["format", "folder", "written", "mapped", "obsolete", "deleted", "unchanged", "dryRun"],
              "properties": {
                "format": { "const": "git-sol.unpack/1" },
                "folder": { "type": "string" },
                "written": { "type": "array", "items": { "type": "string" }, "description": "New or changed files." },
                "mapped": { "type": "array", "items": { "type": "string" }, "description": "Files that a mapping keeps out of the folder." },
                "obsolete": { "type": "array", "items": { "type": "string" }, "description": "Files of components that are gone." },
                "deleted": { "type": "boolean", "description": "Whether the obsolete files were deleted." },
                "unchanged": { "type": "integer", "description": "How many files were as they should be." },
                "dryRun": { "type": "boolean", "description": "Nothing was written or deleted." }
              }
            }

            """)
}

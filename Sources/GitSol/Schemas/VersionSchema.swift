// The form of `git sol version --json`.

extension Schema {
    static let version = Schema(
        name: "version", summary: "versions of the program and its libraries",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol version --json",
              "type": "object",
              "required": ["format", "version", "libraries"],
              "properties": {
                "format": { "const": "git-sol.version/1" },
                "version": { "type": "string" },
                "libraries": {
                  "description": "Version by name; empty without --build.",
                  "type": "object",
                  "additionalProperties": { "type": "string" }
                }
              }
            }

            """)
}

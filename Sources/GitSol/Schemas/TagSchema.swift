// The form of `git sol tag --list --json` and `--verify --json`.

extension Schema {
    static let tag = Schema(
        name: "tag", summary: "releases, each with the proof of it",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol tag --list --json",
              "type": "object",
              "required": ["format", "releases"],
              "properties": {
                "format": { "const": "git-sol.tag/1" },
                "releases": {
                  "type": "array",
                  "description": "By solution and version.",
                  "items": {
                    "type": "object",
                    "required": ["tag", "verified", "problems", "solution", "version", "commit", "date", "unmanagedDigest", "managedDigest", "signed", "carried"],
                    "properties": {
                      "tag": { "type": "string", "description": "The name, without refs/tags/." },
                      "verified": { "type": "boolean", "description": "Both halves were made again and are what was tagged; the signature is good where there is one." },
                      "problems": { "type": "array", "items": { "type": "string" } },
                      "solution": { "type": ["string", "null"], "description": "The unique name; null where the tag is none of a release." },
                      "version": { "type": ["string", "null"] },
                      "commit": { "type": ["string", "null"] },
                      "date": { "type": ["string", "null"] },
                      "unmanagedDigest": { "type": ["string", "null"], "description": "sha256: and the digest of the list of the half's files." },
                      "managedDigest": { "type": ["string", "null"] },
                      "signed": { "type": "boolean" },
                      "carried": {
                        "type": "array",
                        "description": "Files of which the tag carries what the folder of its commit cannot.",
                        "items": {
                          "type": "object",
                          "required": ["half", "file"],
                          "properties": { "half": { "enum": ["unmanaged", "managed"] }, "file": { "type": "string" } }
                        }
                      }
                    }
                  }
                }
              }
            }

            """)
}

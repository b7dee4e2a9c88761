// The form of `git sol place list --json` and `log --json`.

extension Schema {
    static let place = Schema(
        name: "place", summary: "what is deployed where, or what came there",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol place list --json",
              "type": "object",
              "required": ["format", "entries"],
              "properties": {
                "format": { "const": "git-sol.place/1" },
                "entries": {
                  "type": "array",
                  "description": "Of list: what is there now, by place and solution. Of log: each change, the last first.",
                  "items": {
                    "type": "object",
                    "required": ["place", "solution", "version", "tag", "commit", "from", "note", "by", "email", "date"],
                    "properties": {
                      "place": { "type": "string" },
                      "solution": { "type": "string", "description": "The unique name." },
                      "version": { "type": "string" },
                      "tag": { "type": "string", "description": "Of the release, or the revision that somebody named." },
                      "commit": { "type": "string", "description": "What that was then." },
                      "from": { "type": ["string", "null"], "description": "The tag that was there before." },
                      "note": { "type": ["string", "null"] },
                      "by": { "type": "string" },
                      "email": { "type": "string" },
                      "date": { "type": "string" }
                    }
                  }
                }
              }
            }

            """)
}

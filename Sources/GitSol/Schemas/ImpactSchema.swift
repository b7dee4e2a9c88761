// The form of `git sol impact --json`.

internal import SolutionCore

extension Schema {
    static let impact = Schema(
        name: "impact", summary: "what an import will do",
        text: """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "git sol impact --json",
              "type": "object",
              "required": ["format", "solution", "versionBefore", "versionAfter", "mode", "allowed", \(ImpactList.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))],
              "properties": {
                "format": { "const": "git-sol.impact/1" },
                "solution": { "type": "string", "description": "The unique name." },
                "versionBefore": { "type": ["string", "null"], "description": "Null where nothing is there." },
                "versionAfter": { "type": "string" },
                "mode": { "enum": [\(ImpactMode.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))] },
                "allowed": { "type": "boolean", "description": "False where the platform refuses the import: refusals says why." },
            \(ImpactList.allCases.map { "    \"\($0.rawValue)\": { \"$ref\": \"#/$defs/lines\" }" }.joined(separator: ",\n"))
              },
              "$defs": {
                "lines": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["address", "name", "rule", "detail"],
                    "properties": {
                      "address": { "type": "string" },
                      "name": { "type": "string", "description": "What a maker calls it." },
                      "rule": { "enum": [\(ImpactRule.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))] },
                      "detail": { "type": "string", "description": "What more there is to say; may be empty." }
                    }
                  }
                }
              }
            }

            """)
}

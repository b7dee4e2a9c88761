// What an import will do, for programs.

internal import SolutionCore
internal import SolutionStore

enum ImpactJSON {
    static func write(_ impact: Impact, to world: World) {
        JSONWriter.write("impact", to: world.out) { writer in
            writer.field("solution", impact.after.uniqueName)
            writer.field("versionBefore", impact.before?.version)
            writer.field("versionAfter", impact.after.version)
            writer.field("mode", impact.mode.rawValue)
            writer.field("allowed", impact.allowed)
            for list in ImpactList.allCases {
                writer.array(list.rawValue) { writer in
                    for line in impact[list] {
                        writer.object { writer in
                            writer.field("address", line.address.description)
                            writer.field("name", line.name)
                            writer.field("rule", line.rule.rawValue)
                            writer.field("detail", line.detail)
                        }
                    }
                }
            }
        }
    }
}

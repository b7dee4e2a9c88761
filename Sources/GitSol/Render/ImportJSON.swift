// An import for programs.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

enum ImportJSON {
    static func write(_ outcome: ImportOutcome, isDry: Bool, to world: World) {
        let plan = outcome.plan
        JSONWriter.write("import", to: world.out) { writer in
            writer.field("solution", plan.after.uniqueName)
            writer.field("folder", plan.folder)
            writer.field("before", plan.before?.version)
            writer.field("after", plan.after.version)
            writer.field("tree", isDry ? nil : outcome.tree.hex)
            writer.field("commit", outcome.commit?.hex)
            writer.field("base", outcome.merge?.commit.hex)
            writer.array("conflicts") { writer in
                for conflict in outcome.merge?.result.conflicts ?? [] { writer.object { ConflictText.write(conflict, &$0) } }
            }
            writer.array("undone") { writer in
                for item in outcome.takenBack?.items ?? [] {
                    writer.object { writer in
                        writer.field("address", item.change.address.description)
                        writer.field("label", item.change.label)
                        writer.field("before", item.change.before)
                        writer.field("after", item.change.after)
                        writer.field("commits", item.commits.map(\.hex))
                    }
                }
            }
            writer.field("written", plan.edits.filter { !$0.isDeletion }.map(\.path))
            writer.field("removed", plan.edits.filter(\.isDeletion).map(\.path))
            writer.field("unchanged", plan.unchanged)
            for (name, components) in [("deleted", plan.deleted), ("kept", plan.kept)] {
                writer.array(name) { writer in
                    for component in components {
                        writer.object { writer in
                            writer.field("address", component.subject.address.description)
                            writer.field("name", component.subject.name)
                            writer.field("files", component.files)
                        }
                    }
                }
            }
            writer.array("changes") { writer in
                for change in plan.comparison.changes {
                    writer.object { ChangeJSON.write(change, solution: plan.after.uniqueName, &$0) }
                }
            }
            writer.field("dryRun", isDry)
        }
    }
}

// What is deployed where, for programs.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

enum PlaceJSON {
    static func write(_ moments: [Places.Moment], to world: World) {
        JSONWriter.write("place", to: world.out) { writer in
            writer.array("entries") { writer in
                for moment in moments {
                    writer.object { writer in
                        let entry = moment.entry
                        writer.field("place", entry.place)
                        writer.field("solution", entry.solution)
                        writer.field("version", entry.version)
                        writer.field("tag", entry.tag)
                        writer.field("commit", entry.commit)
                        writer.field("from", entry.from)
                        writer.field("note", entry.note)
                        writer.field("by", moment.author.name)
                        writer.field("email", moment.author.email)
                        writer.field("date", CommitDate(moment.author).iso)
                    }
                }
            }
        }
    }
}

// git sol unpack: what it asks and what it says that it did.

internal import SolutionCore
internal import SolutionStore

/// What came of unpacking.
struct UnpackReport {
    let update: FolderUpdate
    /// Files that a mapping keeps out of the folder.
    let mapped: [String]
    let folder: String
    let isDry: Bool
    let deletes: Bool
}

extension UnpackCommand {
    static func wantsDeletion(_ arguments: Arguments, _ update: FolderUpdate, _ world: World) throws -> Bool {
        switch arguments.value(allowDelete)?.lowercased() ?? "prompt" {
        case "yes": return true
        case "no": return false
        default:
            guard world.isTerminal(0), world.isTerminal(2) else { return false }
            world.err.write("\(update.obsolete.count) files belong to components that are gone:\n")
            for path in update.obsolete { world.err.write("  \(path)\n") }
            world.err.write("delete them? [y/N] ")
            let key = try world.key() ?? UInt8(ascii: "n")
            world.err.write("\n")
            return key | 0x20 == UInt8(ascii: "y")
        }
    }

    static func report(_ report: UnpackReport, _ arguments: Arguments, _ world: World) {
        let update = report.update
        let would = report.isDry ? "would have " : ""
        for path in update.written { world.note(.info, "\(would)written '\(path)'") }
        for path in update.kept { world.note(.verbose, "unchanged '\(path)'") }
        for path in report.mapped { world.note(.info, "mapped elsewhere, not written: '\(path)'") }
        if report.isDry || report.deletes { for path in update.obsolete { world.note(.info, "\(would)deleted '\(path)'") } }
        if arguments.has(.json) {
            JSONWriter.write("unpack", to: world.out) { writer in
                writer.field("folder", report.folder)
                writer.field("written", update.written)
                writer.field("mapped", report.mapped)
                writer.field("obsolete", update.obsolete)
                writer.field("deleted", report.deletes)
                writer.field("unchanged", update.kept.count)
                writer.field("dryRun", report.isDry)
            }
            return
        }
        if report.isDry {
            for path in update.written { world.out.write("would write \(path)\n") }
            for path in update.obsolete { world.out.write("would delete \(path)\n") }
        }
        let verb = report.isDry ? "would be written" : "written"
        let elsewhere = report.mapped.isEmpty ? "" : ", \(report.mapped.count) mapped elsewhere"
        world.say("\(report.folder): \(update.written.count) files \(verb), \(update.kept.count) unchanged\(elsewhere)")
        guard !update.obsolete.isEmpty, !report.isDry else { return }
        if report.deletes {
            world.say("\(update.obsolete.count) files of components that are gone deleted")
        } else {
            world.warn(
                "\(update.obsolete.count) files belong to components that are gone, '\(update.obsolete[0])' first",
                hints: ["'--allow-delete' deletes them, '--dry-run' lists them"])
        }
    }
}

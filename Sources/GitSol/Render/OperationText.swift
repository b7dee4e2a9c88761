// What git is in the middle of, in words: what 'ours' and 'theirs' are there.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

struct OperationText {
    let operation: OpenOperation
    private let world: World

    init(_ operation: OpenOperation, _ world: World) {
        self.operation = operation
        self.world = world
    }

    /// `A rebase of 'topic' stopped.`
    var heading: String {
        let branch = operation.branch.map { " of '\(MessageText.line($0))'" } ?? ""
        return switch operation.verb {
        case .merge: "A merge stopped."
        case .squash: "A merge --squash stopped."
        case .rebase: "A rebase\(branch) stopped."
        case .cherryPick: "A cherry-pick stopped."
        case .revert: "A revert stopped."
        case .stash: "A stash came back, and there are conflicts."
        case .am: "Patches are put in, and one of them stopped."
        case nil: "Files are in conflict."
        }
    }

    /// What ours is.
    var ours: String {
        let branch = operation.branch.map { "branch '\(MessageText.line($0))'" } ?? "the current commit"
        return switch operation.verb {
        case .rebase: "what is built upon" + commit(operation.ours)
        default: branch + commit(operation.ours)
        }
    }

    /// What theirs is.
    var theirs: String {
        switch operation.verb {
        case .merge, .squash: "what is merged" + commit(operation.theirs)
        case .rebase: "the commit that is put on it" + commit(operation.theirs)
        case .cherryPick: "the picked commit" + commit(operation.theirs)
        case .revert: "the state before the commit that is taken back" + commit(operation.theirs)
        case .stash: "the stash" + commit(operation.theirs)
        case .am: "the patch" + (operation.patch.map { ", " + MessageText.line($0) } ?? "")
        case nil: "what came in"
        }
    }

    private func commit(_ id: ObjectID?) -> String {
        guard let id else { return "" }
        guard let commit = try? world.openRepository().readCommit(id) else { return ", \(id.hex.prefix(10))" }
        return ", \(id.hex.prefix(10)) \(MessageText.line(commit.summary))"
    }

    func write(to out: Screen) {
        out.write("\(world.paint("\(heading)", .bold))\n")
        out.write("  \(world.paint("ours", .cyan))   is \(ours)\n  \(world.paint("theirs", .cyan)) is \(theirs)\n\n")
    }

    func write(_ writer: inout JSONWriter) {
        writer.field("operation", operation.verb?.rawValue)
        writer.field("ours", ours)
        writer.field("theirs", theirs)
    }
}

// The pager: which one, when, and its end. As git does it.

internal import Bindings
internal import SolutionCore

/// A pager that reads our standard output.
final class RunningPager {
    private var pager: Pager?

    init(command: String, environment: Environment) throws {
        pager = try Pager(command: command, environment: environment)
    }

    var descriptor: Int32? { pager?.descriptor }

    func finish() {
        guard let pager = pager.take() else { return }
        _ = try? pager.finish()
    }
}

extension World {
    /// Sends standard output through the pager, on a terminal only. Without one that runs, the output goes where it went.
    func startPager() {
        guard pager == nil, isTerminal(1), !global.has(GlobalFlag.noPager), let command = pagerCommand else { return }
        var variables = environment
        if variables["LESS"] == nil { variables.variables["LESS"] = "FRX" }
        if variables["LV"] == nil { variables.variables["LV"] = "-c" }
        variables.variables["GIT_PAGER_IN_USE"] = "true"
        guard let running = try? RunningPager(command: command, environment: variables),
            let descriptor = running.descriptor
        else { return }
        pager = running
        out.redirect(to: descriptor)
    }

    /// `cat` and an empty text mean none.
    var pagerCommand: String? {
        let command = environment["GIT_PAGER"] ?? config("core.pager") ?? environment["PAGER"] ?? "less"
        return command.isEmpty || command == "cat" ? nil : command
    }

    func endPager() {
        pager?.finish()
        pager = nil
    }
}

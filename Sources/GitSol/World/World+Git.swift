// Git as a program, with what the command line says of it.

internal import SolutionCore
internal import SolutionStore

extension World {
    /// Git itself, started where one stands.
    var git: GitProgram {
        GitProgram(
            environment: environment, settings: global.values(GlobalFlag.config), gitDirectory: gitDirectory, workTree: workTree)
    }

    /// Who settles the open conflicts of the repository one stands in.
    func settler() throws -> ConflictSettler {
        try ConflictSettler(openRepository(toWrite: true), rules: rules(), git: git, settings: settings)
    }
}

// A stand-in for git as a program: notes what it is started with, and says nothing.

import Bindings
import SolutionStore

enum GitProgramDouble {
    static func program(_ note: @escaping ([String]) -> Void) -> GitProgram {
        GitProgram(environment: Environment([:]), settings: ["a.b=c"]) { (words, _, _, _) throws(SystemError) in
            note(words)
            return try Process.run(["true"])
        }
    }
}

// The program: what was typed, what it means, what it comes to. Everything else is in the files beside this one.

internal import Bindings

@main
struct GitSol {
    static func main() {
        OutputStream.ignoreBrokenPipes()
        let world = World()
        world.findsLimits()
        let status = run(Environment.arguments, in: world)
        Environment.exit(world.finish(status).code)
    }

    /// Runs one command line. Errors become words here and nowhere else.
    static func run(_ words: [String], in world: World) -> ExitStatus {
        do {
            return try Invocation(words).run(in: world)
        } catch {
            world.report(describe(error))
            return .trouble
        }
    }
}

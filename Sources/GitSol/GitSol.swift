// The program's entry: parse, run, map to an exit status; nothing else.

internal import Bindings

@main
struct GitSol {
    static func main() {
        print(SystemError(number: 2, action: "open", path: "x").reason)
    }
}

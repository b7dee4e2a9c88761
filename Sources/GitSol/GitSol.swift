internal import Bindings
internal import SolutionCore
internal import SolutionStore
internal import Glibc
@main
struct GitSol {
    static func main() {
        for path in CommandLine.arguments.dropFirst() {
            guard let f = fopen(path, "r") else { continue }
            fseek(f, 0, SEEK_END); let n = ftell(f); rewind(f)
            let bytes = [UInt8](unsafeUninitializedCapacity: n) { b, c in c = fread(b.baseAddress!, 1, n, f) }
            fclose(f)
            do {
                let d = try Document(bytes, syntax: path.hasSuffix("json") ? .json : .xml, names: Names())
                if CommandLine.arguments.count > 2 {
                    let b = d.tree.brokenInvariants()
                    if !b.isEmpty { print(path, b) }
                    if try d.encode(d.tree.reassembled()) != bytes { print("DIFF", path) }
                } else {
                    print(d.tree.nodes.count, n)
                }
            } catch { print(path, error) }
        }
    }
}

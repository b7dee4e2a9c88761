// A pattern over paths as git's attributes write it: `*` inside a name, `**` for any folders.

internal import SolutionCore

/// `**/Entities/*/Entity.xml`, compiled for many paths.
struct PathGlob {
    let text: String
    private let names: [[UInt8]]

    init(_ text: String) {
        self.text = text
        names = text.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
    }

    /// The names of a path, as `matches` takes them.
    static func names(of path: String) -> [Substring.UTF8View] {
        path.utf8.split(separator: UInt8(ascii: "/"))
    }

    func matches(_ path: [Substring.UTF8View]) -> Bool { Self.match(names[...], path[...]) }

    private static func match(_ names: ArraySlice<[UInt8]>, _ path: ArraySlice<Substring.UTF8View>) -> Bool {
        guard let name = names.first else { return path.isEmpty }
        if name == [UInt8(ascii: "*"), UInt8(ascii: "*")] {
            // Nearly always the rest is as long as the end of the path: only there can it fit.
            let rest = names.dropFirst()
            if !rest.contains(name) { return path.count >= rest.count && match(rest, path.suffix(rest.count)) }
            return (0...path.count).contains { match(rest, path.dropFirst($0)) }
        }
        guard let first = path.first, matches(name[...], first[...]) else { return false }
        return match(names.dropFirst(), path.dropFirst())
    }

    private static func matches(_ name: ArraySlice<UInt8>, _ text: Substring.UTF8View) -> Bool {
        guard let first = name.first else { return text.isEmpty }
        if first == UInt8(ascii: "*") {
            var rest = text
            while true {
                if matches(name.dropFirst(), rest) { return true }
                if rest.isEmpty { return false }
                rest = rest.dropFirst()
            }
        }
        guard text.first == first else { return false }
        return matches(name.dropFirst(), text.dropFirst())
    }
}

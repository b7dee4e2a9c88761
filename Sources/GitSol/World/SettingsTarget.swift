// Where a deployment settings file is: what somebody named, or the file of a place in the working tree, to which no link leads.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

struct SettingsTarget {
    /// As messages name it.
    let text: String
    private let inside: (root: Root, path: CheckedPath)?

    /// A file that somebody named.
    init(_ file: String) {
        text = file
        inside = nil
    }

    /// The file of a place, below the top of the working tree, or the folder one stands in.
    init(place: String, folder: String, top: String) throws {
        guard !place.contains("/"), let path = try? PathGate.check(folder + "/" + place + ".json") else {
            throw CommandError(
                "'\(folder)/\(place).json' is no file of a place",
                hints: ["a place is a word, such as test or prod; 'sol.settings' names a folder of the working tree"])
        }
        text = path.text
        inside = (try Root(TrustedPath(trusting: top)), path)
    }

    /// Nil where it is not there.
    func read() throws -> [UInt8]? {
        if let inside { return try inside.root.read(inside.path) }
        return Files.exists(text) ? try Files.read(text) : nil
    }

    func write(_ bytes: [UInt8]) throws {
        if let inside { return try inside.root.write(bytes, to: inside.path) }
        try Files.output(bytes, to: TrustedPath(trusting: text))
    }
}

extension World {
    /// The settings file of a place, in the folder that the setting `sol.settings` names.
    func settings(of place: String) throws -> SettingsTarget {
        var folder = config("sol.settings") ?? "settings"
        while folder.hasSuffix("/") { folder = String(folder.dropLast()) }
        return try SettingsTarget(place: place, folder: folder, top: repositoryIfAny()?.workingDirectory ?? ".")
    }
}

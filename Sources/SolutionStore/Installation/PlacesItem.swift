// What git fetches of places: a refspec for each remote of a repository.

internal import Bindings
internal import SolutionCore

/// The sections that add the places to what is fetched from remotes.
///
/// They are fetched to a folder of references of their own: with `+` nothing of ours is in the way of a fetch, and nothing of ours is lost.
struct PlacesItem: BlockItem {
    let file: String
    let block = MarkedBlock(label: "places")
    let lines: [String]
    let obstacles: [String] = []

    var title: String { "what is fetched of places in '\(file)'" }

    /// Without `isAsked`, what was written before stays.
    init(_ places: InstallationPlaces, of repository: Repository?, isAsked: Bool) throws(StoreError) {
        file = places.configuration
        guard isAsked, let repository else {
            lines = try Self.noted(in: file, block)
            return
        }
        let entries = try ofGit(doing: "read the settings") { () throws(GitError) in
            try repository.configuration().entries(matching: "^remote\\..*\\.url$")
        }
        let names = Set(exact: entries.map { String($0.name.dropFirst("remote.".utf8.count).dropLast(".url".utf8.count)) }).texts
        lines = names.sorted { $0.precedes($1) }.flatMap { name -> [String] in
            guard let section = ConfigText.subsection(name), let value = ConfigText.value(Places.refspec(of: name)) else { return [] }
            return ["[remote \(section)]", "\tfetch = \(value)"]
        }
    }
}

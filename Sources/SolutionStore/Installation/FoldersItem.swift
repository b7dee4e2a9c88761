// Where each solution of a repository is, as settings that people can read and change: `sol.NAME.folder`.

internal import Bindings
internal import SolutionCore

/// The sections that name the folders of solutions.
struct FoldersItem: BlockItem {
    let file: String
    let block = MarkedBlock(label: "folders")
    let lines: [String]
    let obstacles: [String]

    var title: String { "folders of solutions in '\(file)'" }

    /// Without solutions, those that were named before stay.
    init(_ places: InstallationPlaces, _ solutions: [SolutionPlace]) throws(StoreError) {
        file = places.configuration
        let groups = Dictionary(grouping: solutions) { $0.manifest.uniqueName.lowercased() }.sorted { $0.key < $1.key }.map(\.value)
        obstacles = groups.filter { $0.count > 1 }.map { group in
            let folders = group.map { "'\($0.path.isEmpty ? "." : $0.path)'" }.joined(separator: ", ")
            let name = group[0].manifest.uniqueName
            return "'\(name)' is in several folders, \(folders): name the one with 'git config sol.\(name).folder DIR'"
        }
        guard !solutions.isEmpty else {
            lines = try Self.noted(in: file, block)
            return
        }
        lines = groups.filter { $0.count == 1 }.flatMap { group in
            let folder = group[0].path.isEmpty ? "." : String(group[0].path.dropLast())
            return ["[sol \(Self.quoted(group[0].manifest.uniqueName))]", "\tfolder = \(Self.quoted(folder))"]
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}

extension BlockItem {
    /// The lines that the block in a file has.
    static func noted(in file: String, _ block: MarkedBlock) throws(StoreError) -> [String] {
        do throws(SystemError) {
            guard Files.exists(file), !Files.isDirectory(file) else { return [] }
            guard case .whole(let lines, _, _) = block.find(in: try Files.read(file)) else { return [] }
            return lines
        } catch {
            throw StoreError(error)
        }
    }
}

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
        let groups = Dictionary(exact: solutions) { $0.manifest.uniqueName.lowercased() }.sorted { $0.key < $1.key }.map(\.value)
        var obstacles: [String] = []
        var lines: [String] = []
        for group in groups {
            let name = group[0].manifest.uniqueName
            guard group.count == 1 else {
                let folders = group.map { "'\($0.path.isEmpty ? "." : $0.path)'" }.joined(separator: ", ")
                let setting = ShellText.word("sol.\(name).folder")
                obstacles.append("'\(name)' is in several folders, \(folders): name the one with 'git config \(setting) DIR'")
                continue
            }
            let folder = group[0].path.isEmpty ? "." : String(group[0].path.dropLast())
            if let section = ConfigText.subsection(name), let value = Self.value(folder) {
                lines += ["[sol \(section)]", "\tfolder = \(value)"]
            } else {
                obstacles.append("no setting can hold the name '\(name)' and the folder '\(folder)': it is left out")
            }
        }
        self.obstacles = obstacles
        self.lines = solutions.isEmpty ? try Self.noted(in: file, block) : lines
    }

    /// Nil for a folder whose name is no UTF-8: what was read stands for it, and means another.
    private static func value(_ folder: String) -> String? { folder.contains("\u{FFFD}") ? nil : ConfigText.value(folder) }
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

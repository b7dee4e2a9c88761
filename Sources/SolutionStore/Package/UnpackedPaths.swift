// Whether the files of an unpacked half can stand beside each other in a folder. Names come from components and from entries: anything.

internal import Bindings
internal import SolutionCore

extension UnpackedHalf {
    /// Refuses names that no folder can have, and entries that would take the place of what components become.
    func checkPaths(of package: Package) throws(StoreError) {
        let zip = package.snapshot.name
        var seen: [Exact: Bool] = [:]
        for file in files {
            if let problem = PathGate.problem(file.path) {
                throw StoreError(
                    .badInput, "a component would be written to '\(file.path)', which \(problem)", file: zip,
                    hints: ["rename the component in its environment and export again; nothing was written"])
            }
            let isEntry: Bool
            if case .entry = file.content { isEntry = true } else { isEntry = false }
            // Two components of one name are told as a loss: the packager writes both, one over the other.
            guard let other = seen.updateValue(isEntry, forKey: Exact(file.path.lowercased())), isEntry || other else { continue }
            throw StoreError(
                .badInput, "two things would be written to '\(file.path)', an entry of the zip among them", file: zip,
                hints: ["remove the entry, or export the solution again; nothing was written"])
        }
        if let (one, inner) = PathClashes.fileAsFolder(files.map(\.path)) {
            throw StoreError(
                .badInput, "'\(one)' is a file, and '\(inner)' would be written into it", file: zip,
                hints: ["rename the component in its environment and export again; nothing was written"])
        }
    }
}

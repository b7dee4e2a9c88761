// One solution's folder in a snapshot, as join reads it.

internal import SolutionCore

/// One solution's part of a snapshot, for join.
final class SolutionFolder: UnpackedFolder {
    let paths: [String]
    private let snapshot: any Snapshot
    private let folder: String
    private let names = Names()
    private(set) var manifest: Manifest?
    /// Files that should be documents and do not parse.
    private(set) var failures: [String] = []
    private var known = KnownComponents()
    private let mapped: MappedFiles?

    init(_ snapshot: some Snapshot, folder: String, mapped: MappedFiles? = nil) {
        self.snapshot = snapshot
        self.mapped = mapped
        self.folder = folder
        do throws(StoreError) {
            let found = SolutionRoots.find(in: try snapshot.paths).first { $0.folder == folder }?.paths ?? []
            try snapshot.prepare(found.map { folder + $0 })
            paths = found
        } catch {
            paths = []
            failures.append(error.message)
        }
        // Kinds that are files of their own in the zip too are known by their paths; join parses the others.
        for path in paths {
            for (kind, _, match) in Kinds.table.places(of: path) where kind.path.isEmpty {
                known.add(kind: kind.word, match["key"].map { [$0.lowercased()] } ?? [])
            }
        }
    }

    /// Lines of the manifest for which no file was read.
    var unresolvedRoots: [RootComponent] { known.unresolved(manifest?.rootComponents ?? []) }

    func isElsewhere(_ path: String) -> Bool { mapped?.has(path) ?? false }

    var offered: [String] { mapped?.offered(beside: paths) ?? [] }

    func tree(of path: String) -> Tree? {
        guard path.lowercased().hasSuffix(".xml") else { return nil }
        do throws(StoreError) {
            let bytes = try snapshot.read(folder + path)
            do throws(ParseError) {
                let tree = try Document(bytes, syntax: .xml, names: names).tree
                note(path, tree)
                return tree
            } catch {
                failures.append("'\(path)' does not parse: line \(error.line): \(error.message)")
            }
        } catch {
            failures.append(error.message)
        }
        return nil
    }

    func text(of path: String) -> String? {
        do throws(StoreError) {
            let bytes = try snapshot.read(folder + path)
            let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
            let isPlain = content.allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }
            if isPlain, let text = String(validating: content, as: UTF8.self) { return text }
            failures.append("'\(path)' is no text in UTF-8")
        } catch {
            failures.append(error.message)
        }
        return nil
    }

    private func note(_ path: String, _ tree: Tree) {
        if path.lowercased() == "other/solution.xml" {
            do throws(ParseError) { manifest = try Manifest(tree) } catch {
                failures.append("'\(path)'\(error.line > 0 ? ", line \(error.line)" : ""): \(error.message)")
            }
        }
        let components = ComponentReader(language: nil).components(inFile: path) { tree }
        for component in components { known.add(kind: component.kind, component.identities) }
    }
}

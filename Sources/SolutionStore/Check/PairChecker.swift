// The halves of a pair against each other: every difference that exporting does not make by itself.

internal import Bindings
public import SolutionCore

/// Finds what two exports have that halves of one release would not.
public struct PairChecker {
    private let checker: DocumentChecker

    public init(_ rules: RepositoryRules) { checker = DocumentChecker(shapes: rules.shapes) }

    /// Everything that is wrong, what the two say of themselves first.
    public func findings(_ unmanaged: ReleaseHalf, _ managed: ReleaseHalf) throws(StoreError) -> [Finding] {
        try compare(unmanaged, managed).findings
    }

    /// The same, with what is lawful and worth knowing.
    public func compare(_ unmanaged: ReleaseHalf, _ managed: ReleaseHalf) throws(StoreError) -> PairComparison {
        let pair = PairCheck(unmanaged: unmanaged.manifest, managed: managed.manifest)
        guard pair.isComparable else { return PairComparison(findings: pair.findings) }
        let (one, other) = (Side(unmanaged, checker), Side(managed, checker))
        var twins: [Exact: String] = [:]
        for path in managed.paths {
            let plain = Twin.isManaged(path) ? Twin.other(of: path) ?? path : path
            twins[plain] = path
        }
        var result = PairComparison(findings: pair.findings)
        var alone: [(side: Side, path: String)] = []
        for path in unmanaged.paths {
            guard let twin = twins.removeValue(forKey: path) else {
                alone.append((one, path))
                continue
            }
            let found = try differences(one, path, other, twin)
            if !found.isEmpty, path == twin, let note = try buildNote(one, other, path) {
                result.notes.append(note)
            } else {
                result.findings += found
            }
        }
        alone += twins.values.sorted().map { (other, $0) }
        let scripts = Set(exact: result.notes.map(\.file))
        for (side, path) in alone where BuildForm.script(beside: path).map({ scripts.contains($0) }) != true {
            result.findings += try side.missing(path)
        }
        return result
    }

    /// That one of the halves has a debug build of what the other has a release build of.
    private func buildNote(_ one: Side, _ other: Side, _ path: String) throws(StoreError) -> PairNote? {
        guard Syntax(path: path) == nil,
            let side = BuildForm.debugBuild(of: path, try one.half.read(path), try other.half.read(path))
        else { return nil }
        return PairNote(debugBuildIn: side == .first ? one.half.word : other.half.word, of: one.finder.fileSubject(of: path), file: path)
    }

    private func differences(_ one: Side, _ path: String, _ other: Side, _ twin: String) throws(StoreError) -> [Finding] {
        let (a, b) = (try one.half.read(path), try other.half.read(twin))
        guard a != b, !Self.isStampedPackage(path, a, b) else { return [] }
        guard let before = one.document(path, a), let after = other.document(twin, b) else {
            return [PairCheck.differs(file: path, of: one.finder.fileSubject(of: path))]
        }
        return checker.differences(before, after, path: path, words: .exports, parse: checker.shapes.parse)
    }

    /// Packages that each export makes anew, with the time of the last refresh in a document of their own: all else is equal.
    private static func isStampedPackage(_ path: String, _ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard path.lowercased().hasSuffix(".pbipkg"), let one = try? ZipReader(a, limits: Limits.ofThisRun.zip),
            let other = try? ZipReader(b, limits: Limits.ofThisRun.zip),
            one.entries.map(\.name).elementsEqual(other.entries.map(\.name))
        else { return false }
        return zip(one.entries, other.entries).allSatisfy { left, right in
            guard left.name.lowercased() != "package.json" else { return true }
            guard let bytes = try? one.read(left) else { return false }
            return (try? other.read(right)) == bytes
        }
    }

    /// One of the halves.
    private struct Side {
        let half: ReleaseHalf
        let finder: SubjectFinder
        let checker: DocumentChecker

        init(_ half: ReleaseHalf, _ checker: DocumentChecker) {
            self.half = half
            self.checker = checker
            finder = SubjectFinder(half, folder: "", language: half.manifest.language, names: checker.shapes.names)
        }

        func document(_ path: String, _ bytes: [UInt8]) -> FileChanges.Side? {
            guard let syntax = Syntax(path: path), let tree = try? Document(bytes, syntax: syntax, names: checker.shapes.names).tree else {
                return nil
            }
            return finder.side(path, tree)
        }

        /// A file that the other half does not have.
        func missing(_ path: String) throws(StoreError) -> [Finding] {
            let tree = document(path, try half.read(path))?.tree
            if !half.isManaged, let tree, PairCheck.isUnmanagedOnly(tree) { return [] }
            let components = finder.components(in: path, tree)
            guard components.isEmpty else { return components.map { PairCheck.missing($0, isManaged: half.isManaged) } }
            return [PairCheck.missing(file: path, of: finder.fileSubject(of: path), isManaged: half.isManaged)]
        }
    }
}

/// What comparing two halves gives.
public struct PairComparison: Sendable {
    public internal(set) var findings: [Finding]
    public internal(set) var notes: [PairNote] = []
}

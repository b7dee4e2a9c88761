// One file of a solution before and after: read, compared as what it is, and its changes.

public import SolutionCore

/// The changes of one file.
public struct FileComparison {
    /// In the snapshot before, or where it would be in it; as messages name it.
    public let path: String
    /// Where it is afterwards, if not there.
    public let newPath: String?
    /// Nil where there is no such file.
    public let before: [UInt8]?
    public let after: [UInt8]?
    public private(set) var changes: [Change]
    /// It could not be read as what it should be, and was compared as text.
    public let warning: StoreError?
    fileprivate let taken: ((Change) -> Bool) -> [UInt8]?

    /// A managed twin says again what its unmanaged file says: no news, but taken along with it.
    mutating func hideEchoes(of other: FileComparison) {
        let said = Set(other.changes.map(Self.mark))
        changes.removeAll { said.contains(Self.mark($0)) }
    }

    /// A list of components that came and went says nothing that they themselves do not say.
    mutating func hideListed(_ others: Set<Exact>) {
        changes.removeAll { change in
            change.noise == nil && (change.trail.last?.label).map { others.contains("\(change.operation) \($0.lowercased())") } ?? false
        }
    }

    private static func mark(_ change: Change) -> [Exact?] {
        [Exact(change.operation.rawValue), Exact(change.address.folded), change.before.map { Exact($0) }, change.after.map { Exact($0) }]
    }

    /// The file with the wanted changes; nil where it is to be gone. What has no change of its own comes along.
    public func applied(where isWanted: (Change) -> Bool) -> [UInt8]? {
        withoutActuallyEscaping(isWanted) { taken($0) }
    }
}

/// Compares files of two snapshots of a solution.
struct FileComparer {
    let shapes: ShapeTable
    let before: SubjectFinder?
    let after: SubjectFinder?
    /// What the files of the comparison are called: the folder of the solution before.
    let folder: String

    /// Nil where nothing differs.
    func compare(_ old: String?, _ new: String?) throws(StoreError) -> FileComparison? {
        var (one, other): ([UInt8]?, [UInt8]?)
        if let old, let before { one = try before.snapshot.read(before.folder + old) }
        if let new, let after { other = try after.snapshot.read(after.folder + new) }
        switch (one, other) {
        case (nil, nil): return nil
        case (nil, let bytes?): return arrived(.added, new ?? "", bytes, after, isPayloadOfNew(new, after, before))
        case (let bytes?, nil): return arrived(.removed, old ?? "", bytes, before, isPayloadOfNew(old, before, after))
        case (let a?, let b?):
            if a == b || Self.isSameLargeFile(a, b), old == new { return nil }
            return both(old ?? "", new ?? "", a, b)
        }
    }

    // MARK: - One side only

    /// What a file is content of came, or went, with it.
    private func isPayloadOfNew(_ path: String?, _ here: SubjectFinder?, _ there: SubjectFinder?) -> Bool {
        guard let path, let description = here?.description(of: path) else { return false }
        guard let there else { return true }
        return (try? there.snapshot.has(there.folder + description)) != true
    }

    /// The other half's file of a component that was there already.
    private func isTwinOfOld(_ path: String) -> Bool {
        guard let before, let plain = Twin.path(besides: path), Twin.other(of: path) != nil else { return false }
        return (try? before.snapshot.has(before.folder + plain)) == true
    }

    private func arrived(
        _ operation: Change.Operation, _ path: String, _ bytes: [UInt8], _ finder: SubjectFinder?, _ isCarried: Bool
    ) -> FileComparison {
        let (tree, warning) = parse(path, bytes)
        let components = finder?.components(in: path, tree) ?? []
        var changes: [Change] = []
        for component in components where !(operation == .added && isTwinOfOld(path)) {
            changes.append(
                Change(
                    operation: operation, address: component.address,
                    subject: finder?.subject(component, in: path) ?? Subject(component), trail: [],
                    before: operation == .removed ? component.name : nil,
                    after: operation == .added ? component.name : nil, noise: nil, file: folder + path))
        }
        if components.isEmpty, !isCarried, let subject = finder?.subject(of: path, tree) {
            let name = ComponentFiles.divide(path).name
            let isFile = subject.kind == "file"
            changes.append(
                Change(
                    operation: operation, address: isFile ? subject.address : Address("\(subject.address)/\(name)"),
                    subject: subject, trail: isFile ? [] : [Change.Step(noun: "file", label: name)],
                    before: operation == .removed ? Content.summary(bytes) : nil,
                    after: operation == .added ? Content.summary(bytes) : nil, noise: nil, file: folder + path))
        }
        let all = changes
        let isAdded = operation == .added
        return FileComparison(
            path: folder + path, newPath: nil, before: isAdded ? nil : bytes, after: isAdded ? bytes : nil,
            changes: changes, warning: warning,
            taken: { isWanted in all.isEmpty || all.contains(where: isWanted) == isAdded ? bytes : nil })
    }

    // MARK: - Both sides

    /// Whether one is a pointer to the other: whoever pulled changed nothing.
    private static func isSameLargeFile(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        LargeFile(pointer: a)?.isOf(b) ?? LargeFile(pointer: b)?.isOf(a) ?? false
    }

    private func both(_ old: String, _ new: String, _ a: [UInt8], _ b: [UInt8]) -> FileComparison {
        let (left, right) = (document(old, a), document(new, b))
        let file = folder + old
        let subject = after?.subject(of: new, right?.tree) ?? SubjectFinder.file(new)
        if LargeFile(pointer: a) != nil || LargeFile(pointer: b) != nil {
            let changes = binary(subject, file, a, b)
            return FileComparison(
                path: file, newPath: old == new ? nil : folder + new, before: a, after: b, changes: changes.changes, warning: nil,
                taken: { isWanted in changes.applied(where: isWanted) })
        }
        var changes: FileChanges
        var encode: ([UInt8]) -> [UInt8]? = { $0 }
        var warning: StoreError?
        if let left, let right, let before, let after {
            let match = after.match(new, right.tree)
            // A file that kept its name is of the component that it was of.
            let isSame = old == new
            let sides = (
                FileChanges.Side(
                    left.tree, subject: isSame ? subject : before.subject(of: old, left.tree),
                    match: isSame ? match : before.match(old, left.tree), language: before.language, nameOf: before.componentName),
                FileChanges.Side(
                    right.tree, subject: subject, match: match, language: after.language, nameOf: after.componentName)
            )
            changes = FileChanges(sides.0, sides.1, path: old, file: file, shapes: shapes, parse: shapes.parse)
            encode = { try? left.encode($0) }
            if changes.changes.isEmpty, a != b { changes = layout(subject, file, a, b, &encode) }
        } else {
            if Syntax(path: old) != nil {
                warning = problem(old, a, "before") ?? problem(new, b, "now")
            }
            changes = Content.isText(a) && Content.isText(b) ? text(subject, file, a, b) : binary(subject, file, a, b)
        }
        if changes.changes.isEmpty, old != new, ComponentFiles.isDescription(old) { changes = moved(subject, old, new, a) }
        let take = changes.applied
        return FileComparison(
            path: file, newPath: old == new ? nil : folder + new, before: a, after: b, changes: changes.changes,
            warning: warning,
            taken: { isWanted in
                let text = take(isWanted)
                return encode(text) ?? b
            })
    }

    private func layout(
        _ subject: Subject, _ file: String, _ a: [UInt8], _ b: [UInt8], _ encode: inout ([UInt8]) -> [UInt8]?
    ) -> FileChanges {
        encode = { $0 }
        let change = Change(
            operation: .changed, address: subject.address, subject: subject, trail: [], before: nil, after: nil,
            noise: .layout, file: file)
        return FileChanges(change, before: a, after: b)
    }

    private func moved(_ subject: Subject, _ old: String, _ new: String, _ bytes: [UInt8]) -> FileChanges {
        let change = Change(
            operation: .moved, address: subject.address, subject: subject, trail: [Change.Step(noun: "file", label: nil)],
            before: old, after: new, noise: nil, file: folder + old)
        return FileChanges(change, before: bytes, after: bytes)
    }

    private func text(_ subject: Subject, _ file: String, _ a: [UInt8], _ b: [UInt8]) -> FileChanges {
        let (one, other) = (Content.plain(a), Content.plain(b))
        var change = Change(
            operation: .changed, address: subject.address, subject: subject, trail: [], before: Content.summary(a),
            after: Content.summary(b), noise: one == other ? .layout : nil, file: file)
        if one != other { change.lines = Content.hunks(one, other) }
        return FileChanges(change, before: a, after: b)
    }

    private func binary(_ subject: Subject, _ file: String, _ a: [UInt8], _ b: [UInt8]) -> FileChanges {
        let change = Change(
            operation: .changed, address: subject.address, subject: subject, trail: [Change.Step(noun: "content", label: nil)],
            before: Content.summary(a, besidePointer: LargeFile(pointer: b) != nil),
            after: Content.summary(b, besidePointer: LargeFile(pointer: a) != nil), noise: nil, file: file)
        return FileChanges(change, before: a, after: b)
    }

    // MARK: - Parsing

    private func parse(_ path: String, _ bytes: [UInt8]) -> (Tree?, StoreError?) {
        guard Syntax(path: path) != nil, LargeFile(pointer: bytes) == nil else { return (nil, nil) }
        if let document = document(path, bytes) { return (document.tree, nil) }
        return (nil, problem(path, bytes, nil))
    }

    private func document(_ path: String, _ bytes: [UInt8]) -> Document? {
        guard let syntax = Syntax(path: path) else { return nil }
        return try? Document(bytes, syntax: syntax, names: shapes.names)
    }

    private func problem(_ path: String, _ bytes: [UInt8], _ side: String?) -> StoreError? {
        guard let syntax = Syntax(path: path) else { return nil }
        do throws(ParseError) {
            _ = try Document(bytes, syntax: syntax, names: shapes.names)
            return nil
        } catch {
            let when = side.map { " (as it was \($0))" } ?? ""
            return StoreError(error, file: folder + path + when, hints: ["it is compared as text"])
        }
    }
}

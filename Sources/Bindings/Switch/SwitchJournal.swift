// What a switch of the working tree is about to do, written down before it begins: a run that is killed in the middle can be completed.

internal import Glibc

/// One file or folder that takes its place, or a file that goes.
struct SwitchStep {
    /// Where what is to be there lies ready; nil: nothing is to be there.
    let source: String?
    /// From the top of the working tree.
    let path: CheckedPath
    /// What must be there when it happens.
    let expected: Mark
    /// What is there afterwards: by it a later run knows that nobody has changed it since.
    var made = Mark.absent

    /// By what a file is known to be the same.
    enum Mark: Equatable {
        case absent
        case file(size: Int, modified: FileTime)

        /// Of a file, or of a folder with all that is in it: the sizes together, and the latest change.
        init(ofAllOf path: String) throws(SystemError) {
            guard let status = try Files.status(path) else {
                self = .absent
                return
            }
            var (size, modified) = (status.size, status.modified)
            if status.kind == .directory {
                let files = try Walk.list(path).filter { $0.kind != .directory }
                size = files.reduce(files.count) { $0 + $1.size }
                modified = files.map(\.modified).max() ?? status.modified
            }
            self = .file(size: size, modified: modified)
        }

        init(_ fields: ArraySlice<String>) {
            let numbers = fields.compactMap { Int($0) }
            self = numbers.count == 3 ? .file(size: numbers[0], modified: FileTime(seconds: numbers[1], nanoseconds: numbers[2])) : .absent
        }

        var fields: [String] {
            switch self {
            case .absent: ["", "", ""]
            case .file(let size, let time): [String(size), String(time.seconds), String(time.nanoseconds)]
            }
        }

        init(of path: CheckedPath, in root: Root) throws(SystemError) {
            self = try root.status(path).map { .file(size: $0.size, modified: $0.modified) } ?? .absent
        }
    }
}

struct SwitchJournal {
    var update: ReferenceUpdate?
    var steps: [SwitchStep] = []
    /// Files of the repository's own that come last, by name.
    var records: [String] = []

    /// What such a file is called while it waits.
    static let recordPrefix = "/record-"

    init(update: ReferenceUpdate?, steps: [SwitchStep], records: [String] = []) {
        self.update = update
        self.steps = steps
        self.records = records
    }

    /// Fields that end with a zero byte, which no path and no name has.
    var bytes: [UInt8] {
        var fields = ["git sol switch 3"]
        if let update, let target = update.target {
            let expected = if case .object(let id) = update.expected { id.hex } else { "" }
            fields += ["reference", update.name, target.hex, expected, update.message]
        }
        for step in steps { fields += ["step", step.source ?? "", step.path.text] + step.expected.fields + step.made.fields }
        for name in records { fields += ["record", name] }
        return Array((fields + ["end"]).map { $0 + "\0" }.joined().utf8)
    }

    private static let fieldCounts = ["reference": 4, "step": 8, "record": 1]

    /// Whether all that it moves lies where a switch puts it: in its own directory, or in a temporary one at the top. What says else is nobody's.
    func isSound(in directory: String, below top: String?) -> Bool {
        let steps = steps.compactMap(\.source).allSatisfy { source in
            if source.utf8.starts(with: (directory + "/").utf8) {
                return !source.utf8.split(separator: .slash).contains { $0.elementsEqual("..".utf8) }
            }
            guard let top, source.utf8.starts(with: (top + "/").utf8) else { return false }
            let parts = source.utf8.dropFirst(top.utf8.count + 1).split(separator: .slash)
            return parts.first.map { Files.isTemporary(Substring($0)) } == true && !parts.contains { $0.elementsEqual("..".utf8) }
        }
        return steps && records.allSatisfy { name in Self.recordNames.contains { $0.utf8.elementsEqual(name.utf8) } }
    }

    /// The files of the repository's own that a switch brings.
    static let recordNames = ["MERGE_MSG", "MERGE_MODE", "ORIG_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD"]

    /// Nil for what another version wrote.
    init?(_ bytes: [UInt8]) {
        var fields = bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { String(decoding: $0, as: UTF8.self) }[...]
        guard fields.last.map({ $0.utf8.elementsEqual("end".utf8) }) == true, fields.popFirst() == "git sol switch 3" else { return nil }
        while let word = fields.popFirst(), word != "end" {
            guard let count = Self.fieldCounts[word], fields.count > count else { return nil }
            let values = Array(fields.prefix(count))
            fields = fields.dropFirst(count)
            if word == "reference" {
                guard let target = ObjectID(hex: values[1]) else { return nil }
                let expected: ReferenceUpdate.Expected = ObjectID(hex: values[2]).map { .object($0) } ?? .absent
                update = ReferenceUpdate(values[0], to: target, expected: expected, message: values[3])
                continue
            }
            if word == "record" {
                records.append(values[0])
                continue
            }
            guard let path = try? PathGate.check(values[1], as: .repository) else { return nil }
            steps.append(
                SwitchStep(
                    source: values[0].isEmpty ? nil : values[0], path: path, expected: SwitchStep.Mark(values[2...4]),
                    made: SwitchStep.Mark(values[5...7])))
        }
    }
}

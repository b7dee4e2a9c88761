// Lines of our own in a file of others: put in at its beginning, and taken out so that the rest is as it was, byte for byte.

internal import SolutionCore

/// A block between two marks. At the beginning of a file what others wrote comes after it, and wins where the last one counts.
struct MarkedBlock: Sendable {
    /// What tells it from other blocks of ours in the same file; empty for most.
    let label: String
    /// The file is a script for a shell: its first line stays the first.
    var isScript = false

    /// What a file has of it.
    enum Found: Equatable {
        case none
        /// Its lines, where they are, and whether the file was made for it.
        case whole(lines: [String], range: Range<Int>, isNewFile: Bool)
        /// Begun and not ended: somebody has edited it.
        case broken
    }

    private var name: String { label.isEmpty ? "git sol" : "git sol (\(label))" }
    private var start: String { "# >>> \(name): 'git sol uninstall' takes these lines out again" }
    private var newMark: String { " and the file with them" }
    private var end: String { "# <<< \(name)" }

    func find(in bytes: [UInt8]) -> Found {
        var place = Self.beginning(of: bytes)
        var begun: (place: Int, isNewFile: Bool)?
        var lines: [String] = []
        while place < bytes.count {
            let lineEnd = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            var line = bytes[place..<lineEnd]
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            let next = min(lineEnd + 1, bytes.count)
            if let found = begun {
                if line.elementsEqual(end.utf8) {
                    return .whole(lines: lines, range: found.place..<next, isNewFile: found.isNewFile)
                }
                lines.append(String(decoding: line, as: UTF8.self))
            } else if line.elementsEqual(start.utf8) || line.elementsEqual((start + newMark).utf8) {
                begun = (place, line.count > start.utf8.count)
            }
            place = next
        }
        return begun == nil ? .none : .broken
    }

    /// The file with these lines in it, instead of those it had. A broken block is left alone: nil.
    func put(_ lines: [String], into bytes: [UInt8]?) -> [UInt8]? {
        let old = bytes ?? (isScript ? Self.scriptStart : [])
        var isNew = bytes == nil
        var place = Self.beginning(of: old)..<Self.beginning(of: old)
        switch find(in: old) {
        case .broken: return nil
        case .none: break
        case .whole(_, let range, let isNewFile): (place, isNew) = (range, isNewFile)
        }
        let text = ([start + (isNew ? newMark : "")] + lines + [end]).map { $0 + "\n" }.joined()
        return Array(old[..<place.lowerBound]) + Array(text.utf8) + Array(old[place.upperBound...])
    }

    /// The file without it; nil where nothing is left of a file that was made for it.
    func takenOut(of bytes: [UInt8]) -> [UInt8]? {
        guard case .whole(_, let range, let isNewFile) = find(in: bytes) else { return bytes }
        let rest = Array(bytes[..<range.lowerBound]) + Array(bytes[range.upperBound...])
        return isNewFile && (rest.isEmpty || rest == Self.scriptStart) ? nil : rest
    }

    private static let scriptStart = Array("#!/bin/sh\n".utf8)

    /// Behind a byte order mark, or the line that names a script's shell.
    private static func beginning(of bytes: [UInt8]) -> Int {
        if bytes.starts(with: "#!".utf8) { return (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1 }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }
}

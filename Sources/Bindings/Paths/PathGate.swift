// The one gate for paths: what comes from a zip, a tree, an index, a patch or a flag is judged here before it becomes a file or an entry.

/// Judges paths by their bytes. The rules are git's own with `core.protectHFS` and `core.protectNTFS` on, on every platform.
public enum PathGate {
    /// How much a path is trusted to be.
    public enum Rule: Sendable {
        /// Of a repository: whatever git itself would put into a working tree.
        case repository
        /// Of a solution: nor anything that steers git or other tools, nor a name that some system cannot hold.
        case content
    }

    /// A path that may be written, or why not.
    public static func check(_ path: String, as rule: Rule = .content) throws(PathRefusal) -> CheckedPath {
        if let problem = problem(path, as: rule) { throw PathRefusal(path: path, problem: problem) }
        return CheckedPath(path)
    }

    /// The same for an entry of a zip, where a slash at the end is how a directory is spelled.
    public static func problem(ofEntry name: String) -> String? {
        var name = name
        return name.withUTF8 { bytes in
            let isDirectory = bytes.count > 1 && bytes.last == .slash
            return problem(isDirectory ? UnsafeBufferPointer(rebasing: bytes.dropLast()) : bytes, as: .content)
        }
    }

    /// Why a path must not be written; nil for a sound one. A verb phrase, for people: `leads out of the folder`.
    public static func problem(_ path: String, as rule: Rule = .content) -> String? {
        var path = path
        return path.withUTF8 { problem($0, as: rule) }
    }

    /// The same for bytes that may be no text at all.
    public static func problem(_ path: UnsafeBufferPointer<UInt8>, as rule: Rule = .content) -> String? {
        guard let first = path.first else { return "is empty" }
        if first == .slash || rule == .content && first == .backslash { return "is an absolute path" }
        if rule == .content, let problem = contentProblem(path) { return problem }
        if path.contains(0) { return "has a zero byte" }
        var start = 0
        while start <= path.count {
            let end = path[start...].firstIndex(of: .slash) ?? path.count
            let name = path[start..<end]
            if name.isEmpty { return "has an empty segment" }
            if let problem = nameProblem(name) { return problem }
            if rule == .content, let problem = contentProblem(ofName: name, isTop: start == 0) { return problem }
            start = end + 1
        }
        return nil
    }

    /// Whether a path is of a file in which git looks for what it is to do, as `.gitattributes`.
    public static func steers(_ path: String) -> Bool {
        var path = path
        return path.withUTF8 { bytes in
            let start = bytes.lastIndex(of: .slash).map { $0 + 1 } ?? 0
            return steers(bytes[start...])
        }
    }

    private static func steers(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        DotName.steering.contains { $0.isNTFS(name) || $0.isHFS(name) }
    }

    // MARK: - Git's rules

    /// Of one name between slashes.
    private static func nameProblem(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        if name.elementsEqual(".".utf8) { return "has a '.' segment" }
        if name.elementsEqual("..".utf8) { return "leads out of the folder" }
        if DotName.git.isHFS(name) { return ownDirectory }
        // Git for Windows takes a backslash for a slash, so what is behind one is a name too.
        var rest = name
        while !DotName.git.isNTFS(rest) {
            guard let mark = rest.firstIndex(of: .backslash) else { return nil }
            rest = rest[(mark + 1)...]
        }
        return ownDirectory
    }

    private static let ownDirectory = "is git's own directory"

    // MARK: - What is never content

    /// Longer ones cannot be created on Linux.
    private static let longestPath = 4095 - 255
    private static let longestName = 255

    private static func contentProblem(_ path: UnsafeBufferPointer<UInt8>) -> String? {
        if path.count > 1, path[1] == UInt8(ascii: ":"), isLetter(path[0]) { return "names a drive" }
        if path.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has a control character" }
        if path.contains(.backslash) { return "has a backslash" }
        if path.count > longestPath { return "is longer than \(longestPath) bytes" }
        if String(validating: path, as: UTF8.self) == nil { return "is not UTF-8" }
        return hasControlBeyondASCII(path) ? "has a control character" : nil
    }

    /// U+0080 to U+009F, which terminals obey.
    private static func hasControlBeyondASCII(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        var before: UInt8 = 0
        for byte in path {
            if before == 0xC2, byte < 0xA0 { return true }
            before = byte
        }
        return false
    }

    private static func contentProblem(ofName name: Slice<UnsafeBufferPointer<UInt8>>, isTop: Bool) -> String? {
        if name.count > longestName { return "has a name longer than \(longestName) bytes" }
        if name.allSatisfy({ $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: " ") }) { return "has a name of dots and blanks alone" }
        if isDevice(name) { return "names a device" }
        // Without this file no folder is a repository, whatever else is in it: git looks for one in every folder on its way up.
        if DotName.head.isNTFS(name) || DotName.head.isHFS(name) { return "is what makes a folder a git repository" }
        if Files.isTemporary(Substring(decoding: name, as: UTF8.self)) { return "is called as files are that are not complete yet" }
        if steers(name) { return "is a file by which git is told what to do" }
        // `.github`, `.vscode`, `.husky`: at the top of a repository they are orders to other programs, and no kind of component is called so.
        if isTop, name.first == UInt8(ascii: ".") { return "begins with a dot, as what steers other programs does" }
        return nil
    }

    /// Names that Windows keeps for devices, with any extension, also behind blanks.
    private static func isDevice(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var stem = name.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ":") }
        while stem.last == UInt8(ascii: " ") { stem.removeLast() }
        let folded = stem.map { ASCII.folded($0) }
        for word in ["con", "prn", "aux", "nul", "conin$", "conout$"] where folded.elementsEqual(word.utf8) { return true }
        guard folded.starts(with: "com".utf8) || folded.starts(with: "lpt".utf8) else { return false }
        let rest = folded[3...]
        if rest.count == 1, let digit = rest.first { return digit >= UInt8(ascii: "1") && digit <= UInt8(ascii: "9") }
        // Superscript one, two and three count as digits there.
        return rest.count == 2 && rest.first == 0xC2 && [0xB9, 0xB2, 0xB3].contains(rest[4])
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let folded = ASCII.folded(byte)
        return folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z")
    }
}

/// A path below some folder, with slashes, that the gate has let pass. There is no other way to make one.
public struct CheckedPath: Hashable, Sendable {
    public let text: String

    /// By bytes: two spellings of one letter are two paths.
    public static func == (one: CheckedPath, other: CheckedPath) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) }

    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }

    fileprivate init(_ text: String) { self.text = text }

    /// The folder above, which the gate would let pass too; nil at the top.
    public var parent: CheckedPath? { Files.parent(of: text).map(CheckedPath.init) }

    /// The folders on the way, the outermost first.
    var folders: [CheckedPath] {
        var folders: [CheckedPath] = []
        var here = parent
        while let folder = here {
            folders.append(folder)
            here = folder.parent
        }
        return folders.reversed()
    }

    /// The same below a folder of our own instead of one of its own: what was sound stays so.
    func moved(from folder: String, to number: Int) -> CheckedPath {
        CheckedPath(String(number) + String(decoding: text.utf8.dropFirst(folder.utf8.count), as: UTF8.self))
    }
}

/// A path that the gate did not let pass.
public struct PathRefusal: Error, Equatable, Sendable {
    public let path: String
    /// A verb phrase: `leads out of the folder`.
    public let problem: String
}

extension UInt8 {
    static let slash = UInt8(ascii: "/")
    static let backslash = UInt8(ascii: "\\")
}

/// Letter case of English letters, byte by byte: what file systems and git fold at the least.
enum ASCII {
    static func folded(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
    }
}

// What git takes for a git directory: libgit2 is content with less.

enum GitDirectory {
    /// Whether git takes this file for the HEAD of a repository: a link or a line that names a reference, or the name of an object.
    static func isHead(_ path: String) throws(SystemError) -> Bool {
        let reference = Array("refs/".utf8)
        if let target = try Files.target(of: path) { return target.starts(with: reference) }
        guard let text = try Files.readIfThere(path)?.prefix(255) else { return false }
        if text.starts(with: "ref:".utf8) {
            return text.dropFirst(4).drop { $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0D }.starts(with: reference)
        }
        let digits = text.prefix { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }
        return digits.count >= 40
    }
}

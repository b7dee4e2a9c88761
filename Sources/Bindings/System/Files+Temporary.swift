// The names of files that are not complete yet, and what killed runs leave behind under such names.

internal import Glibc

extension Files {
    /// Whether a name is one that `write` gives to what is not complete yet.
    public static func isTemporary(_ name: some StringProtocol) -> Bool { process(ofTemporary: name) != nil }

    /// Whether nobody will complete it: the run that made it is gone.
    public static func isLeftOver(_ name: some StringProtocol) -> Bool {
        guard let process = process(ofTemporary: name) else { return false }
        return kill(process, 0) == -1 && errno == ESRCH
    }

    /// Reads `.git-sol-PROCESS-NUMBER.tmp`.
    private static func process(ofTemporary name: some StringProtocol) -> Int32? {
        guard name.utf8.starts(with: ".git-sol-".utf8), name.hasSuffix(".tmp") else { return nil }
        let parts = name.dropFirst(9).dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let process = Int32(parts[0]), process > 0, Int(parts[1]) != nil else { return nil }
        return process
    }
}

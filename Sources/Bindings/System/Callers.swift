// The command line of a program that called this one: git tells its drivers nothing of the flags that it was given.

internal import Glibc

public enum Callers {
    /// The words of the nearest program of a name among those above this process; empty where the system does not tell.
    public static func words(of program: String) -> [String] {
        var process = getppid()
        // Between git and its driver is a shell, or two.
        for _ in 0..<4 where process > 1 {
            let line = (try? Files.read("/proc/\(process)/cmdline")) ?? []
            let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            if let first = words.first, (first.utf8.split(separator: UInt8(ascii: "/")).last ?? first.utf8[...]).elementsEqual(program.utf8)
            {
                return words
            }
            guard let parent = parent(of: process) else { return [] }
            process = parent
        }
        return []
    }

    /// The fourth field; the second is the program's name in brackets, which may hold anything.
    private static func parent(of process: Int32) -> Int32? {
        guard let bytes = try? Files.read("/proc/\(process)/stat"), let bracket = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[bracket...].split(separator: UInt8(ascii: " "))
        return fields.count > 2 ? Int32(String(decoding: fields[2], as: UTF8.self)) : nil
    }
}

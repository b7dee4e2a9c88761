// Which process something is of: its number alone tells nothing, as numbers are taken again, and each container counts from one.

internal import Glibc

/// A process among all that were or will be: number, the moment of its start, and the place that counts so.
struct ProcessIdentity: Equatable {
    let number: Int32
    /// In ticks since the machine was started; 0 where nobody says.
    let start: UInt64
    /// Of one start of one machine, and one space of process numbers in it.
    let place: UInt64

    static let own = ProcessIdentity(number: getpid(), start: startTime(of: getpid()) ?? 0, place: ownPlace)

    /// Whether it is known to run, or known to have ended; nil where that cannot be known from here.
    var isAlive: Bool? {
        guard place == Self.own.place, start != 0 else { return nil }
        if kill(number, 0) == -1, errno == ESRCH { return false }
        // Somebody else's process may be hidden: then its number is all there is.
        return Self.startTime(of: number).map { $0 == start } ?? true
    }

    private static let ownPlace: UInt64 = {
        let boot = (try? Files.read("/proc/sys/kernel/random/boot_id")) ?? []
        let numbers = [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            count = max(0, start.withMemoryRebound(to: CChar.self, capacity: 64) { readlink("/proc/self/ns/pid", $0, 64) })
        }
        // FNV-1a: nobody gains anything by another place of the same hash.
        return (boot + numbers).reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }()

    /// The 22nd field; the second is the program's name in brackets, which may hold anything.
    private static func startTime(of process: Int32) -> UInt64? {
        // It may be another container's view of them.
        guard let own = try? Files.read("/proc/self/stat"), own.starts(with: "\(getpid()) ".utf8) else { return nil }
        guard let bytes = try? Files.read("/proc/\(process)/stat"), let bracket = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[bracket...].split(separator: UInt8(ascii: " "))
        return fields.count > 20 ? UInt64(String(decoding: fields[20], as: UTF8.self)) : nil
    }
}

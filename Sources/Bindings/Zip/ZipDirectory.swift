// The names in a zip's headers, byte by byte: what libzip shortens at a zero byte, or does not compare, is judged here.

/// The central directory, as far as names go. Where it does not hold together, libzip says so.
struct ZipDirectory {
    private let bytes: UnsafeBufferPointer<UInt8>

    /// Refuses names that other programs would read in another way than libzip does.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(ZipError) {
        try ZipDirectory(bytes: bytes).check()
    }

    private func check() throws(ZipError) {
        guard var place = start() else { return }
        while number(at: place, 4) == 0x0201_4B50 {
            guard let length = number(at: place + 28, 2), let extra = number(at: place + 30, 2),
                let comment = number(at: place + 32, 2), let local = number(at: place + 42, 4),
                let name = slice(place + 46, length)
            else { return }
            let shown = Self.shown(name)
            if name.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
                throw ZipError(.damaged, "its name has a control character", entry: shown)
            }
            let isUTF8 = (number(at: place + 8, 2) ?? 0) & 1 << 11 != 0
            if isUTF8, String(validating: name, as: UTF8.self) == nil {
                throw ZipError(.damaged, "its name is not UTF-8", entry: shown)
            }
            // A place beyond four gigabytes stands elsewhere; no export is that large.
            if number(at: local, 4) == 0x0403_4B50, let localLength = number(at: local + 26, 2),
                let other = slice(local + 30, localLength), !other.elementsEqual(name)
            {
                throw ZipError(
                    .damaged, "its own header calls it '\(Self.shown(other))'", entry: shown)
            }
            place += 46 + length + extra + comment
        }
    }

    /// Fit for a terminal.
    private static func shown(_ name: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: name.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }

    /// Where the directory begins, as the last of the records that could be its end says.
    private func start() -> Int? {
        guard bytes.count >= 22 else { return nil }
        let lowest = max(0, bytes.count - 22 - 0xFFFF)
        var end = bytes.count - 22
        while end >= lowest {
            if number(at: end, 4) == 0x0605_4B50 { return number(at: end + 16, 4) }
            end -= 1
        }
        return nil
    }

    private func slice(_ start: Int, _ length: Int) -> UnsafeBufferPointer<UInt8>? {
        guard start >= 0, start + length <= bytes.count else { return nil }
        return UnsafeBufferPointer(rebasing: bytes[start..<start + length])
    }

    /// A number of so many bytes, the smallest first.
    private func number(at place: Int, _ size: Int) -> Int? {
        slice(place, size)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

// The names in a zip's headers, byte by byte: what libzip shortens at a zero byte, or does not compare, is judged here.

/// The central directory, as far as names go. Where it does not hold together, libzip says so.
struct ZipDirectory {
    private let bytes: UnsafeBufferPointer<UInt8>

    /// Refuses names that other programs would read in another way than libzip does.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(ZipError) {
        try ZipDirectory(bytes: bytes).check()
    }

    private func check() throws(ZipError) {
        let starts = starts()
        guard starts.count < 2 else { throw ZipError(.damaged, "it has two directories: programs read different files in it") }
        guard var place = starts.first else { return }
        while number(at: place, 4) == 0x0201_4B50 {
            guard let length = number(at: place + 28, 2), let extra = number(at: place + 30, 2),
                let comment = number(at: place + 32, 2), let local = localHeader(of: place, extraAt: place + 46 + length, extra),
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
            guard number(at: local, 4) == 0x0403_4B50, let localLength = number(at: local + 26, 2),
                let other = slice(local + 30, localLength)
            else { throw ZipError(.damaged, "its own header is not where the directory says", entry: shown) }
            if !other.elementsEqual(name) {
                throw ZipError(.damaged, "its own header calls it '\(Self.shown(other))'", entry: shown)
            }
            place += 46 + length + extra + comment
        }
    }

    /// Where an entry's own header is. A place that does not fit into four bytes stands in the extra field, behind the sizes that do not either.
    private func localHeader(of entry: Int, extraAt start: Int, _ length: Int) -> Int? {
        guard let near = number(at: entry + 42, 4) else { return nil }
        guard near == Self.elsewhere else { return near }
        var place = start
        while place + 4 <= start + length, let kind = number(at: place, 2), let size = number(at: place + 2, 2) {
            if kind == 1 {
                let sizes = [number(at: entry + 24, 4), number(at: entry + 20, 4)].filter { $0 == Self.elsewhere }.count
                return sizes * 8 + 8 <= size ? number(at: place + 4 + sizes * 8, 8) : nil
            }
            place += 4 + size
        }
        return near
    }

    private static let elsewhere = 0xFFFF_FFFF

    /// Fit for a terminal.
    private static func shown(_ name: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: name.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }

    /// Where a directory begins, for each record that could be the archive's end. A sound archive has one.
    private func starts() -> [Int] {
        guard bytes.count >= 22 else { return [] }
        let lowest = max(0, bytes.count - 22 - 0xFFFF)
        var found: [Int] = []
        for end in stride(from: bytes.count - 22, through: lowest, by: -1) where bytes[end] == 0x50 {
            guard number(at: end, 4) == 0x0605_4B50, let comment = number(at: end + 20, 2), end + 22 + comment <= bytes.count,
                let start = start(ofEnd: end), number(at: start, 4) == 0x0201_4B50
            else { continue }
            if !found.contains(start) { found.append(start) }
        }
        return found
    }

    private func start(ofEnd end: Int) -> Int? {
        guard let near = number(at: end + 16, 4) else { return nil }
        guard near == Self.elsewhere || number(at: end + 10, 2) == 0xFFFF, number(at: end - 20, 4) == 0x0706_4B50,
            let far = number(at: end - 12, 8), number(at: far, 4) == 0x0606_4B50
        else { return near }
        return number(at: far + 48, 8)
    }

    private func slice(_ start: Int, _ length: Int) -> UnsafeBufferPointer<UInt8>? {
        guard start >= 0, length >= 0, length <= bytes.count, start <= bytes.count - length else { return nil }
        return UnsafeBufferPointer(rebasing: bytes[start..<start + length])
    }

    /// A number of so many bytes, the smallest first; nil where it is not there, or is none that a place could be.
    private func number(at place: Int, _ size: Int) -> Int? {
        guard let digits = slice(place, size) else { return nil }
        if size == 8, let last = digits.last, last >= 0x40 { return nil }
        return digits.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

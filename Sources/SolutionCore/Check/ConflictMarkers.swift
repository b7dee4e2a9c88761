// Markers that a merge left in a file.

public enum ConflictMarkers {
    /// The line of the first conflict, where a text has one with all its marks in their order.
    public static func firstLine(in text: [UInt8]) -> Int? {
        text.withUnsafeBufferPointer { bytes in
            guard bytes.contains(UInt8(ascii: "<")), bytes.contains(UInt8(ascii: ">")) else { return nil }
            var (line, lineStart, opening) = (1, 0, 0)
            var hasMiddle = false
            for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: "\n") {
                let start = bytes[lineStart..<index].first == 0xEF && index - lineStart > 3 ? lineStart + 3 : lineStart
                let here = bytes[start..<index]
                if isMark(UInt8(ascii: "<"), here) {
                    (opening, hasMiddle) = (line, false)
                } else if opening > 0, isMark(UInt8(ascii: "="), here) {
                    hasMiddle = true
                } else if hasMiddle, isMark(UInt8(ascii: ">"), here) {
                    return opening
                }
                line += 1
                lineStart = index + 1
            }
            return nil
        }
    }

    /// Seven or more of the sign at the beginning of a line, then nothing or a blank. A longer row of `=` is an underline.
    private static func isMark(_ sign: UInt8, _ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard line.first == sign else { return false }
        let count = line.prefix { $0 == sign }.count
        guard count >= 7 else { return false }
        let next = line.dropFirst(count).first
        return next == nil || next == UInt8(ascii: " ") || next == UInt8(ascii: "\r")
    }
}

// Splices: new bytes for some ranges of a source, everything else as it is.

extension [UInt8] {
    /// With ranges that do not overlap replaced.
    func applying(_ edits: [(range: Range<Int>, bytes: [UInt8])]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result += self[position..<edit.range.lowerBound]
            result += edit.bytes
            position = edit.range.upperBound
        }
        return result + self[position...]
    }
}

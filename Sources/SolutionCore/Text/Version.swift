// Versions and other numbers, compared as numbers.

public enum Version {
    /// Whether one value is lower than another: part by part as numbers, and as texts where they are none.
    public static func precedes(_ one: String, _ other: String) -> Bool {
        let (left, right) = (parts(one), parts(other))
        for index in 0..<max(left.count, right.count) {
            let (a, b) = (index < left.count ? left[index] : "0", index < right.count ? right[index] : "0")
            if a == b { continue }
            if let x = UInt64(a), let y = UInt64(b) {
                if x != y { return x < y }
            } else {
                return a < b
            }
        }
        return one.utf8.lexicographicallyPrecedes(other.utf8)
    }

    private static func parts(_ text: String) -> [Substring] {
        let parts = text.unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
            !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
        }
        return parts.map { Substring($0) }
    }
}

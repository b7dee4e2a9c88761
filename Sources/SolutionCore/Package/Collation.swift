// The order in which the packager sorts: the root collation of Unicode, for the characters that names are made of.

/// A sort key of a name: punctuation, digits, letters whatever their case; small before capital only to break a tie.
struct CollationKey: Comparable {
    private let primary: [UInt32]
    private let tertiary: [UInt8]

    init(_ text: String) {
        var primary: [UInt32] = []
        var tertiary: [UInt8] = []
        for scalar in text.unicodeScalars {
            let weight = Self.weight(of: scalar)
            if weight == 0 { continue }
            primary.append(weight)
            tertiary.append(scalar.properties.isUppercase ? 1 : 0)
        }
        self.primary = primary
        self.tertiary = tertiary
    }

    static func < (a: CollationKey, b: CollationKey) -> Bool {
        if a.primary != b.primary { return a.primary.lexicographicallyPrecedes(b.primary) }
        return a.tertiary.lexicographicallyPrecedes(b.tertiary)
    }

    private static let order = Array("\t\n\u{B}\u{C}\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789".unicodeScalars)

    private static let weights: [UInt32] = {
        var weights = [UInt32](repeating: 0, count: 128)
        for (position, scalar) in order.enumerated() { weights[Int(scalar.value)] = UInt32(position + 1) }
        for letter in UInt32(0)..<26 {
            weights[Int(97 + letter)] = 200 + letter
            weights[Int(65 + letter)] = 200 + letter
        }
        return weights
    }()

    /// Beyond ASCII by code point; zero for control characters, which do not count.
    private static func weight(of scalar: Unicode.Scalar) -> UInt32 {
        if scalar.value < 128 { return weights[Int(scalar.value)] }
        let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return 1000 + small.value
    }
}

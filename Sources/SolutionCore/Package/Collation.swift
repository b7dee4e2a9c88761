// The order in which the packager sorts: the word sort of .NET Framework, for the characters that names are made of.

/// A sort key of a name: punctuation, digits, letters. Letter case only breaks a tie, small first, and after it hyphens and
/// apostrophes, which do not count else: `coop`, `co-op`, `coOp`, `Coop`, `CO-OP`.
struct CollationKey: Comparable {
    private let primary: [UInt32]
    private let tertiary: [UInt8]
    /// Where hyphens and apostrophes stand, and which of them.
    private let special: [Int]

    init(_ text: String) {
        var primary: [UInt32] = []
        var tertiary: [UInt8] = []
        var special: [Int] = []
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "-" {
                special.append(primary.count * 2 + (scalar == "-" ? 1 : 0))
                continue
            }
            let weight = Self.weight(of: scalar)
            if weight == 0 { continue }
            primary.append(weight)
            tertiary.append(scalar.properties.isUppercase ? 1 : 0)
        }
        self.primary = primary
        self.tertiary = tertiary
        self.special = special
    }

    static func < (a: CollationKey, b: CollationKey) -> Bool {
        if a.primary != b.primary { return a.primary.lexicographicallyPrecedes(b.primary) }
        if a.tertiary != b.tertiary { return a.tertiary.lexicographicallyPrecedes(b.tertiary) }
        return a.special.lexicographicallyPrecedes(b.special)
    }

    private static let order = Array("\t\n\u{B}\u{C}\r !\"#$%&()*,./:;?@[\\]^_`{|}~+<=>0123456789".unicodeScalars)

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

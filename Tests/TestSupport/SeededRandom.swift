// Randomness that can be repeated: every random test names its seed when it fails.

internal import Bindings

/// How many seeds a random test tries; `SOL_ROUNDS` multiplies it, for `make fuzz`.
public func seeds(_ count: UInt64) -> Range<UInt64> {
    0..<count * (Environment.current["SOL_ROUNDS"].flatMap { UInt64($0) } ?? 1)
}

/// SplitMix64.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    public mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}

// The line under a diff that says what is not shown, and the numbers of --stat.

internal import SolutionCore

/// How many changes of which noise.
struct NoiseCount {
    private var counts: [NoiseClass: Int] = [:]

    init(_ changes: some Sequence<Change>) {
        for change in changes { if let noise = change.noise { counts[noise, default: 0] += 1 } }
    }

    var total: Int { counts.values.reduce(0, +) }

    var byClass: [(noise: NoiseClass, count: Int)] {
        NoiseClass.allCases.compactMap { noise in counts[noise].map { (noise, $0) } }
    }

    /// `26 version stamps, 4 platform defaults`.
    var words: String {
        byClass.map { "\($0.count) \($0.count == 1 ? $0.noise.rawValue : $0.noise.plural)" }.joined(separator: ", ")
    }
}

extension NoiseClass {
    var plural: String {
        switch self {
        case .order: "orders without meaning"
        case .layout: "whitespaces or encodings"
        case .environmentID: "ids of one environment"
        case .configured: rawValue
        default: rawValue + "s"
        }
    }
}

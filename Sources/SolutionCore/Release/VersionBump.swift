// Versions of solutions: one to four numbers, and the next one.

/// A version as solutions have it.
public struct SolutionVersion: Equatable, Comparable, Sendable, CustomStringConvertible {
    /// Major, minor, build, revision; one is enough.
    public let parts: [Int]

    public static let largestPart = Int(Int32.max)

    /// Nil where it is no version.
    public init?(_ text: String) {
        let words = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(words.count) else { return nil }
        var parts: [Int] = []
        for word in words {
            guard !word.isEmpty, word.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let part = Int(word), part <= Self.largestPart else {
                return nil
            }
            parts.append(part)
        }
        self.parts = parts
    }

    private init(parts: [Int]) { self.parts = parts }

    public var description: String { parts.map(String.init).joined(separator: ".") }

    /// `1.0` is before `1.0.0.1`, and the same moment as `1.0.0.0`.
    public static func < (a: SolutionVersion, b: SolutionVersion) -> Bool { a.padded.lexicographicallyPrecedes(b.padded) }

    private var padded: [Int] { parts + [Int](repeating: 0, count: 4 - parts.count) }

    public enum Part: Int, Sendable, CaseIterable {
        case major, minor, build, revision

        public var name: String { "\(self)" }
    }

    /// The next version: this part one higher, those behind it 0. As many parts as there were, or as are needed. Nil where it would be too high.
    public func bumped(_ part: Part) -> SolutionVersion? {
        var next = Array(padded.prefix(max(parts.count, part.rawValue + 1)))
        guard next[part.rawValue] < Self.largestPart else { return nil }
        next[part.rawValue] += 1
        for index in next.indices where index > part.rawValue { next[index] = 0 }
        return SolutionVersion(parts: next)
    }
}

/// Which part the changes since the last release ask for, and why.
public struct VersionAdvice: Equatable, Sendable {
    public let part: SolutionVersion.Part
    /// Of the changes that are more than additions the first ones.
    public let reasons: [Change]
    /// Nothing changed but noise and the version itself.
    public let isNothing: Bool

    public static func == (a: VersionAdvice, b: VersionAdvice) -> Bool {
        a.part == b.part && a.reasons.map(\.address) == b.reasons.map(\.address)
    }

    /// Revision where something was only added, else minor.
    public init(_ changes: [Change]) {
        let told = changes.filter { $0.noise == nil && !Self.isOfManifest($0) }
        isNothing = told.isEmpty
        reasons = told.filter { $0.operation != .added }
        part = reasons.isEmpty ? .revision : .minor
    }

    /// The version itself, and what the solution needs from others, follow from the rest.
    private static func isOfManifest(_ change: Change) -> Bool {
        guard change.subject.kind == KindRole.solution.word else { return false }
        let noun = change.trail.first?.noun.lowercased() ?? ""
        return noun == "version" || noun.hasPrefix("missing")
    }
}

/// Where a manifest has its version.
public enum VersionText {
    /// The document with another version and not a byte more of difference; nil where it has none.
    public static func replaced(in manifest: Tree, with version: String) -> [UInt8]? {
        guard let solution = manifest.element("SolutionManifest", of: manifest.root),
            let element = manifest.element("Version", of: solution)
        else { return nil }
        let texts = manifest.children(of: element).filter { manifest[$0].kind == .text || manifest[$0].kind == .cdata }
        guard texts.count == 1, let text = texts.first, manifest[text].kind == .text else { return nil }
        let range = manifest[text].outer
        return manifest.source.applying([(Int(range.start)..<Int(range.end), Array(version.utf8))])
    }
}

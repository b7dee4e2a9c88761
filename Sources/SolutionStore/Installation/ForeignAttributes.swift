// Attributes that others have given to files of solutions, in `.gitattributes` or elsewhere, and that ours must not override.

internal import Bindings
internal import SolutionCore

struct ForeignAttributes {
    /// By attribute, the patterns of ours that it is set for.
    private var patterns: [Exact: Set<Exact>] = [:]
    private(set) var words: [String] = []

    func has(_ attribute: String, _ pattern: String) -> Bool { patterns[attribute]?.contains(pattern) == true }

    private static let mark = "# left to others: "

    /// A line that says that a pattern goes without an attribute.
    static func note(_ attribute: String, _ pattern: String) -> String { "\(mark)\(attribute) of \(pattern)" }

    /// Those that such lines tell of.
    init(noted lines: [String]) {
        for line in lines where line.hasPrefix(Self.mark) {
            let words = line.dropFirst(Self.mark.count).split(separator: " ", maxSplits: 2)
            if words.count == 3 { patterns[String(words[0]), default: []].insert(String(words[2])) }
        }
    }

    /// Asks git for every file of the index that a pattern of ours means.
    mutating func find(in repository: Repository, _ attributes: [String], kinds: Kinds) throws(StoreError) {
        guard !attributes.isEmpty else { return }
        let all = kinds.attributePatterns.map(PathGlob.init)
        do throws(GitError) {
            var paths: Set<Exact> = []
            for entry in try repository.index().entries where entry.mode.isFile { paths.insert(entry.path) }
            for path in paths.texts where Syntax(path: path) != nil {
                let names = PathGlob.names(of: path)
                let meant = all.filter { $0.matches(names) }
                if meant.isEmpty { continue }
                let values = try repository.attributes(attributes, of: path)
                for (attribute, value) in zip(attributes, values) {
                    guard let word = Self.foreign(value) else { continue }
                    let new = meant.filter { !has(attribute, $0.text) }
                    patterns[attribute, default: []].formUnion(meant.map(\.text))
                    guard !new.isEmpty else { continue }
                    words.append(
                        "'\(path)' has the attribute '\(word.isEmpty ? attribute : word.replacing(attribute))' from somebody else: it stays so"
                    )
                }
            }
        } catch {
            throw StoreError(error, doing: "read the attributes of the repository")
        }
    }

    /// How somebody else has set it, with `*` for its name; nil where nobody has, or we have.
    private static func foreign(_ value: AttributeValue) -> String? {
        switch value {
        case .unspecified, .value("sol"): nil
        case .set: "*"
        case .unset: "-*"
        case .value(let name): "*=\(name)"
        }
    }
}

extension String {
    fileprivate func replacing(_ name: String) -> String {
        split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false).joined(separator: name)
    }
}

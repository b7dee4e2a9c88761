// Rules that a repository's settings add to those of the table: which side is taken at an address.

/// What is taken where both sides set a value differently, at an address and below it.
public struct AddressRule: Sendable {
    public enum Choice: String, Sendable, CaseIterable {
        case ours, theirs, higher
        /// A person is asked, whatever the table says.
        case ask
    }

    let pattern: AddressPattern
    let choice: Choice

    /// `ours entity/contoso_order/form/**`; nil where it is no rule.
    public init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, let choice = Choice(rawValue: words[0].lowercased()) else { return nil }
        self.choice = choice
        pattern = AddressPattern(String(words[1]))
    }
}

extension MergeTools {
    /// A rule, and how it is called in the list of decisions.
    struct Ruling {
        let choice: AddressRule.Choice
        let words: String

        /// Whether theirs is to be taken.
        func takesTheirs(_ ours: String, _ theirs: String) -> Bool {
            choice == .theirs || choice == .higher && Version.precedes(ours, theirs)
        }
    }

    /// The rule for a value: of the settings, the last one that means the address; else the table's.
    func ruling(of shape: Shape, at address: @autoclosure () -> Address) -> Ruling? {
        if !rules.isEmpty {
            let address = address()
            if let rule = rules.last(where: { $0.pattern.matches(address) }) {
                return rule.choice == .ask ? nil : Ruling(choice: rule.choice, words: "\(rule.choice.rawValue), sol.merge")
            }
        }
        guard let rule = shape.merge ?? (shape.noise == nil ? nil : .higher) else { return nil }
        return Ruling(choice: rule == .higher ? .higher : .ours, words: rule.rawValue)
    }
}

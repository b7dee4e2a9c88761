// The few kinds that mean more to the others than a name, by what they mean.

/// What a kind is to all others. Each role is one kind's.
public enum KindRole: Sendable, CaseIterable {
    /// Others are parts of it, and components say of which table they are.
    case table
    /// Is known by its name and its table's.
    case column
    /// The platform makes tables that are called after it.
    case process
    /// The solution itself.
    case solution

    /// The word of the kind that has it.
    var word: String { Self.words[self] ?? "" }

    private static let words = Dictionary(
        Kinds.table.all.compactMap { kind in kind.role.map { ($0, kind.word) } }, uniquingKeysWith: { first, _ in first })
}

/// How a kind's names are made.
public enum KindNaming: Sendable {
    /// As they are spelled.
    case spelled
    /// With the publisher's prefix, and without one by the platform.
    case prefixed
    /// The same, and in lower case wherever they are looked up.
    case logical
}

/// The component that only a whole owner lists among its own.
struct WholeMark: Sendable {
    let value: ValuePath
    let text: String
}

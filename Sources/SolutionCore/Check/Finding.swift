// A finding of `git sol check`: what is wrong with a solution, where, and the way out.

/// Something that is wrong with a solution as it stands.
public struct Finding: Sendable, Equatable {
    /// What is wrong. Programs rely on these words.
    public enum Code: String, Sendable, CaseIterable {
        case unparsable
        case conflictMarker = "conflict-marker"
        case duplicateKey = "duplicate-key"
        case danglingReference = "dangling-reference"
        case missingFile = "missing-file"
        case missingRoot = "missing-root"
        case twinDiffers = "twin-differs"
        case environmentValue = "environment-value"
        case pairMismatch = "pair-mismatch"
        case halvesDiffer = "halves-differ"
        case missingHalf = "missing-half"
    }
    public let code: Code
    public let address: Address
    /// What a maker calls what is there.
    public let what: String
    /// The path in the snapshot.
    public let file: String
    /// Counted from 1; nil where the whole file is meant.
    public let line: Int?
    /// Lower case, no full stop.
    public let message: String
    /// What to do.
    public let hint: String

    public init(_ code: Code, _ address: Address, called what: String? = nil, file: String, line: Int?, _ message: String, hint: String) {
        self.code = code
        self.address = address
        self.what = what ?? address.description
        self.file = file
        self.line = line
        self.message = message
        self.hint = hint
    }

    /// What makes it the same finding in another state of the solution: neither the line nor the file's name.
    public var identity: String { "\(code.rawValue) \(address.folded) \(message.lowercased())" }

    /// The same, of a solution that begins in that folder.
    public func moved(into folder: String) -> Finding {
        Finding(code, address, called: what, file: folder + file, line: line, message, hint: hint)
    }
}

/// The same while nobody has counted lines: at an element of a file of the solution.
public struct ElementFinding: Sendable {
    public let code: Finding.Code
    /// Nil for the address of the element itself.
    public let address: Address?
    /// What a maker calls it; nil for the words of the element itself.
    public let what: String?
    public let path: String
    /// Nil where the whole file is meant.
    public let node: Int?
    public let message: String
    public let hint: String

    init(
        _ code: Finding.Code, _ address: Address?, called what: String? = nil, _ path: String, _ node: Int?, _ message: String, hint: String
    ) {
        self.code = code
        self.address = address
        self.what = what
        self.path = path
        self.node = node
        self.message = message
        self.hint = hint
    }
}

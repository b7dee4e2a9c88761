// A file as a text in which conflict markers can be looked for, whatever encoding it is in.

public import SolutionCore

/// A text in UTF-8 that came of a file in its own encoding, and goes back into it.
public struct MarkedFile {
    public let text: [UInt8]
    let encoding: TextEncoding

    /// What cannot be read in the encoding that it seems to be in stays as it is.
    public init(_ bytes: [UInt8]) {
        let encoding = TextEncoding.detect(bytes)
        if Self.hasMarkers(encoding), let text = try? encoding.text(of: bytes) {
            self.text = text
            self.encoding = encoding
        } else {
            text = bytes
            self.encoding = .utf8
        }
    }

    /// Git writes markers and line ends as ASCII has them: an encoding that has others would hide them.
    private static func hasMarkers(_ encoding: TextEncoding) -> Bool {
        guard case .named = encoding else { return true }
        let marks = Array("<|=> \r\n".utf8)
        return (try? encoding.bytes(of: marks)) == marks
    }

    public var regions: [ConflictRegion] { ConflictRegion.all(in: text) }

    /// The file with another text; nil where its encoding cannot say it.
    func bytes(of text: [UInt8]) -> [UInt8]? { try? encoding.bytes(of: text) }

    /// Whether lines of one may stand in the other: a name in a declaration holds for the file that it stands in.
    func canTakeLines(of other: MarkedFile) -> Bool {
        func named(_ file: MarkedFile) -> String? { if case .named(let name) = file.encoding { name.lowercased() } else { nil } }
        return named(self) == named(other)
    }
}

// Bytes in any encoding as UTF-8 and back: nothing that would not come back exactly is taken.

internal import Bindings
public import SolutionCore

extension TextEncoding {
    /// A text, a mark at its beginning included, as UTF-8.
    public func text(of bytes: [UInt8]) throws(ParseError) -> [UInt8] {
        guard self != .utf8 else { return bytes }
        if let isBigEndian = isWideBigEndian, let text = WideText.utf8(bytes, isBigEndian: isBigEndian) { return text }
        do throws(TranscodingError) {
            let text = try Transcoder.convert(bytes, from: name, to: TextEncoding.utf8.name)
            let again = try Transcoder.convert(text, from: TextEncoding.utf8.name, to: name)
            guard again == bytes else { throw TranscodingError(reason: .badSequence, encoding: name, offset: 0) }
            return text
        } catch {
            let message =
                switch error.reason {
                case .unknownEncoding: "unknown encoding '\(error.encoding)'"
                case .badSequence: "byte \(error.offset) is not \(name) text"
                }
            throw ParseError(line: 1, column: 1, message: message)
        }
    }

    /// The other way round.
    public func bytes(of text: [UInt8]) throws(ParseError) -> [UInt8] {
        guard self != .utf8 else { return text }
        if let isBigEndian = isWideBigEndian, let bytes = WideText.bytes(text, isBigEndian: isBigEndian) { return bytes }
        do throws(TranscodingError) {
            return try Transcoder.convert(text, from: TextEncoding.utf8.name, to: name)
        } catch {
            throw ParseError(line: 1, column: 1, message: "text cannot be said in encoding '\(name)'")
        }
    }
}

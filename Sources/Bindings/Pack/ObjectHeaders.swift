// The text form that commits and tags share: header lines, an empty line, the message.

/// A header line of a commit or tag, its continuation lines joined.
public struct ObjectHeader: Equatable, Sendable {
    public let name: String
    /// The value; lines after the first without the space that marks them as continuation.
    public let value: [UInt8]

    public init(name: String, value: [UInt8]) {
        self.name = name
        self.value = value
    }

    var text: String { String(decoding: value, as: UTF8.self) }

    /// Splits an object into its headers and its message.
    static func parse(_ bytes: [UInt8]) -> (headers: [ObjectHeader], message: [UInt8]) {
        var headers: [ObjectHeader] = []
        var name = ""
        var value: [UInt8] = []
        var place = 0
        func finish() {
            if !name.isEmpty { headers.append(ObjectHeader(name: name, value: value)) }
        }
        while place < bytes.count {
            let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let line = bytes[place..<end]
            place = min(end + 1, bytes.count)
            if line.isEmpty { break }
            if line.first == UInt8(ascii: " ") {
                value.append(UInt8(ascii: "\n"))
                value += line.dropFirst()
                continue
            }
            finish()
            let space = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
            name = String(decoding: line[..<space], as: UTF8.self)
            value = Array(line[space...].dropFirst())
        }
        finish()
        return (headers, Array(bytes[place...]))
    }

    /// Joins headers and message to an object.
    static func serialize(_ headers: [ObjectHeader], message: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        for header in headers {
            bytes += header.name.utf8
            bytes.append(UInt8(ascii: " "))
            for byte in header.value {
                bytes.append(byte)
                if byte == UInt8(ascii: "\n") { bytes.append(UInt8(ascii: " ")) }
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes + message
    }
}

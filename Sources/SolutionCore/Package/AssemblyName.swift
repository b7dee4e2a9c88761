// The name of a .NET assembly, as components spell it, and as the assembly's own metadata (ECMA-335, part II) has it.

/// `Name, Version=1.0.0.0, Culture=neutral, PublicKeyToken=0123456789abcdef`.
public struct AssemblyName: Hashable, Sendable, CustomStringConvertible {
    public let name: String
    /// Everything behind the name: what a new build may change.
    public let rest: String

    public var description: String { "\(name), \(rest)" }

    /// Reads what a component says; nil for what has no version.
    public init?(_ text: String) {
        guard let comma = text.firstIndex(of: ","), !text[..<comma].isEmpty else { return nil }
        name = String(text[..<comma])
        let rest = text[text.index(after: comma)...].withoutBlanks
        guard rest.hasPrefix("Version=") else { return nil }
        self.rest = String(rest)
    }

    /// Reads an assembly's bytes; nil for what is none. `digest` is SHA-1, from which the token of a public key is made.
    public init?(assembly: [UInt8], digest: ([UInt8]) -> [UInt8]) {
        guard let row = AssemblyMetadata(assembly)?.assembly else { return nil }
        name = row.name
        let token = row.publicKey.isEmpty ? [] : Array(digest(row.publicKey).suffix(8).reversed())
        let hex = token.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let version = row.version.map(String.init).joined(separator: ".")
        rest = "Version=\(version), Culture=\(row.culture.isEmpty ? "neutral" : row.culture), PublicKeyToken=\(hex.isEmpty ? "null" : hex)"
    }
}

/// As much of the metadata as leads to the one row that names the assembly. Every offset is the file's word, and is checked.
private struct AssemblyMetadata {
    struct Row {
        let version: [Int]
        let publicKey: [UInt8]
        let name: String
        let culture: String
    }

    private let bytes: [UInt8]
    private var strings = 0
    private var blobs = 0
    private var rows = [Int](repeating: 0, count: 64)
    private var heapSizes = 0
    private var tables = 0

    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard let root = rootOffset(), number(root, 4) == 0x424A_5342, let length = number(root + 12, 4) else { return nil }
        var header = root + 16 + length
        guard let count = number(header + 2, 2) else { return nil }
        header += 4
        var tableStream: Int?
        for _ in 0..<count {
            guard let offset = number(header, 4), let name = text(header + 8) else { return nil }
            switch name {
            case "#~", "#-": tableStream = root + offset
            case "#Strings": strings = root + offset
            case "#Blob": blobs = root + offset
            default: break
            }
            header += 8 + (name.utf8.count + 4) / 4 * 4
        }
        guard let tableStream, let sizes = number(tableStream + 6, 1), let low = number(tableStream + 8, 4),
            let high = number(tableStream + 12, 4)
        else { return nil }
        heapSizes = sizes
        var position = tableStream + 24
        for table in 0..<64 where (table < 32 ? low >> table : high >> (table - 32)) & 1 == 1 {
            guard let count = number(position, 4) else { return nil }
            rows[table] = count
            position += 4
        }
        tables = position
    }

    /// The one row of table 0x20.
    var assembly: Row? {
        guard rows[0x20] == 1 else { return nil }
        var position = tables
        for table in 0..<0x20 where rows[table] > 0 {
            guard Self.columns.indices.contains(table) else { return nil }
            position += rows[table] * Self.columns[table].reduce(0) { $0 + width($1) }
        }
        let version = (0..<4).compactMap { number(position + 4 + 2 * $0, 2) }
        let key = position + 16
        let name = key + width(.blob)
        guard version.count == 4, let keyAt = number(key, width(.blob)), let publicKey = blob(keyAt),
            let nameAt = number(name, width(.string)), let cultureAt = number(name + width(.string), width(.string)),
            let nameText = text(strings + nameAt), !nameText.isEmpty, let culture = text(strings + cultureAt)
        else { return nil }
        return Row(version: version, publicKey: publicKey, name: nameText, culture: culture)
    }

    // MARK: - Headers

    /// Where the metadata begins, through the headers of the executable.
    private func rootOffset() -> Int? {
        guard number(0, 2) == 0x5A4D, let start = number(0x3C, 4), number(start, 4) == 0x4550,
            let sections = number(start + 6, 2), let optionalSize = number(start + 20, 2), let magic = number(start + 24, 2)
        else { return nil }
        let directories = start + 24 + (magic == 0x20B ? 112 : 96)
        func offset(_ address: Int) -> Int? {
            for section in 0..<sections {
                let header = start + 24 + optionalSize + section * 40
                guard let virtual = number(header + 12, 4), let size = number(header + 16, 4), let raw = number(header + 20, 4)
                else { return nil }
                if address >= virtual, address < virtual + size { return raw + address - virtual }
            }
            return nil
        }
        guard let commandAddress = number(directories + 14 * 8, 4), let command = offset(commandAddress),
            let address = number(command + 8, 4)
        else { return nil }
        return offset(address)
    }

    // MARK: - Values

    private func number(_ offset: Int, _ width: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - width else { return nil }
        return (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
    }

    /// A text that ends with a zero byte.
    private func text(_ offset: Int) -> String? {
        guard offset >= 0, offset < bytes.count, let end = bytes[offset...].prefix(1024).firstIndex(of: 0) else { return nil }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    private func blob(_ offset: Int) -> [UInt8]? {
        let start = blobs + offset
        guard let first = number(start, 1) else { return nil }
        let (length, skip) =
            if first < 0x80 { (first, 1) } else if first < 0xC0 { ((first & 0x3F) << 8 | (number(start + 1, 1) ?? 0), 2) } else { (-1, 0) }
        // No key is longer than what two bytes can say.
        guard length >= 0, start + skip + length <= bytes.count else { return nil }
        return Array(bytes[start + skip..<start + skip + length])
    }

    // MARK: - Columns

    private enum Column {
        case fixed(Int)
        case string, guid, blob
        case row(Int)
        /// The row of one of several tables, told by the lowest bits.
        case oneOf(Int, [Int])
    }

    private func width(_ column: Column) -> Int {
        switch column {
        case .fixed(let width): width
        case .string: heapSizes & 1 == 0 ? 2 : 4
        case .guid: heapSizes & 2 == 0 ? 2 : 4
        case .blob: heapSizes & 4 == 0 ? 2 : 4
        case .row(let table): rows[table] < 0x10000 ? 2 : 4
        case .oneOf(let bits, let tables): (tables.map { rows[$0] }.max() ?? 0) < 1 << (16 - bits) ? 2 : 4
        }
    }

    private static let typeDefOrRef = Column.oneOf(2, [0x02, 0x01, 0x1B])
    private static let methodDefOrRef = Column.oneOf(1, [0x06, 0x0A])

    /// The tables that stand before the assembly's, by number.
    private static let columns: [[Column]] = [
        [.fixed(2), .string, .guid, .guid, .guid],  // Module
        [.oneOf(2, [0x00, 0x1A, 0x23, 0x01]), .string, .string],  // TypeRef
        [.fixed(4), .string, .string, typeDefOrRef, .row(0x04), .row(0x06)],  // TypeDef
        [.row(0x04)],  // FieldPtr
        [.fixed(2), .string, .blob],  // Field
        [.row(0x06)],  // MethodPtr
        [.fixed(8), .string, .blob, .row(0x08)],  // MethodDef
        [.row(0x08)],  // ParamPtr
        [.fixed(4), .string],  // Param
        [.row(0x02), typeDefOrRef],  // InterfaceImpl
        [.oneOf(3, [0x02, 0x01, 0x1A, 0x06, 0x1B]), .string, .blob],  // MemberRef
        [.fixed(2), .oneOf(2, [0x04, 0x08, 0x17]), .blob],  // Constant
        [
            .oneOf(
                5,
                [
                    0x06, 0x04, 0x01, 0x02, 0x08, 0x09, 0x0A, 0x00, 0x0E, 0x17, 0x14, 0x11, 0x1A, 0x1B, 0x20, 0x23, 0x26, 0x27, 0x28, 0x2A,
                    0x2C, 0x2B,
                ]), .oneOf(3, [0x06, 0x0A]), .blob,
        ],  // CustomAttribute
        [.oneOf(1, [0x04, 0x08]), .blob],  // FieldMarshal
        [.fixed(2), .oneOf(2, [0x02, 0x06, 0x20]), .blob],  // DeclSecurity
        [.fixed(6), .row(0x02)],  // ClassLayout
        [.fixed(4), .row(0x04)],  // FieldLayout
        [.blob],  // StandAloneSig
        [.row(0x02), .row(0x14)],  // EventMap
        [.row(0x14)],  // EventPtr
        [.fixed(2), .string, typeDefOrRef],  // Event
        [.row(0x02), .row(0x17)],  // PropertyMap
        [.row(0x17)],  // PropertyPtr
        [.fixed(2), .string, .blob],  // Property
        [.fixed(2), .row(0x06), .oneOf(1, [0x14, 0x17])],  // MethodSemantics
        [.row(0x02), methodDefOrRef, methodDefOrRef],  // MethodImpl
        [.string],  // ModuleRef
        [.blob],  // TypeSpec
        [.fixed(2), .oneOf(1, [0x04, 0x06]), .string, .row(0x1A)],  // ImplMap
        [.fixed(4), .row(0x04)],  // FieldRVA
        [.fixed(8)],  // EditAndContinueLog
        [.fixed(4)],  // EditAndContinueMap
    ]
}

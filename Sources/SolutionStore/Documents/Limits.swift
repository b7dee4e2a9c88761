// What is read of others may not exceed these: small packages could take all memory, or hours. Settings of git's change them.

public import Bindings
public import SolutionCore
internal import Synchronization

public struct Limits: Sendable, Equatable {
    public var zip = ZipLimits()
    public var parse = ParseLimits()

    public init() {}

    /// A patch holds the bytes of many files, in text.
    var patch: ParseLimits {
        var limits = parse
        limits.size = max(limits.size, zip.totalSize)
        return limits
    }

    // MARK: - Of this run

    public typealias Finder = @Sendable () throws(StoreError) -> Limits

    /// On the heap: an optimised build gives a global that is a lock the bytes of nothing, whatever it is to hold.
    private final class OfThisRun: Sendable {
        let known = Mutex(Limits())
        /// Until they are known.
        let finder = Mutex<Finder?>(nil)
    }

    private static let run = OfThisRun()

    /// Those that are known; nobody is asked.
    public static var ofThisRun: Limits { run.known.withLock { $0 } }

    /// Sets those of this run.
    public static func use(_ limits: Limits) {
        run.finder.withLock { $0 = nil }
        run.known.withLock { $0 = limits }
    }

    /// How they are found when something is read that came from nowhere near a repository.
    public static func useFound(by find: @escaping Finder) { run.finder.withLock { $0 = find } }

    /// Asks for them once, before the first thing is read.
    static func toRead() throws(StoreError) -> Limits {
        if let find = run.finder.withLock({ $0 }) { use(try find()) }
        return ofThisRun
    }
}

/// A setting that is a limit.
public struct LimitSetting: Sendable {
    /// As git names it.
    public let name: String
    /// What it limits; lower case, no full stop.
    public let summary: String
    private let places: [any WritableKeyPath<Limits, Int> & Sendable]

    /// Of each thing that it limits.
    public func values(in limits: Limits) -> [Int] { places.map { limits[keyPath: $0] } }

    public func set(_ value: Int, in limits: inout Limits) { for place in places { limits[keyPath: place] = value } }

    /// What to do where it is in the way.
    var hint: String { "'git -c \(name)=NUMBER sol …' sets that limit for once, 'git config \(name) NUMBER' for good" }

    static let entries = LimitSetting(name: "sol.limitEntries", summary: "the entries of a zip", places: [\.zip.entries])
    static let entrySize = LimitSetting(
        name: "sol.limitEntrySize", summary: "the bytes of one entry of a zip, unpacked", places: [\.zip.entrySize])
    static let totalSize = LimitSetting(
        name: "sol.limitTotalSize", summary: "the bytes of all entries of a zip, unpacked", places: [\.zip.totalSize])
    static let ratio = LimitSetting(
        name: "sol.limitRatio", summary: "how many times an entry of more than a megabyte may grow when it is unpacked",
        places: [\.zip.ratio])
    static let nameLength = LimitSetting(name: "sol.limitNameLength", summary: "the bytes of an entry's name", places: [\.zip.nameLength])
    static let depth = LimitSetting(
        name: "sol.limitDepth", summary: "how deep elements and objects may be nested, and the folders of a zip",
        places: [\.parse.depth, \.zip.depth])
    static let documentSize = LimitSetting(
        name: "sol.limitDocumentSize", summary: "the bytes of one document, XML or JSON", places: [\.parse.size])
    static let documentItems = LimitSetting(
        name: "sol.limitDocumentItems", summary: "the elements and attributes, or the values, of one document", places: [\.parse.items])

    static let attributes = LimitSetting(
        name: "sol.limitAttributes", summary: "the attributes of one element, and the namespaces in force at one place",
        places: [\.parse.attributes])

    public static let all = [entries, entrySize, totalSize, ratio, nameLength, depth, documentSize, documentItems, attributes]

    static func of(_ name: ZipLimits.Name) -> LimitSetting {
        switch name {
        case .entries: entries
        case .entrySize: entrySize
        case .totalSize: totalSize
        case .ratio: ratio
        case .nameLength: nameLength
        case .depth: depth
        }
    }

    static func of(_ name: ParseLimits.Name) -> LimitSetting {
        switch name {
        case .depth: depth
        case .size: documentSize
        case .items: documentItems
        case .attributes: attributes
        }
    }
}

extension ParseError {
    /// What to do about the limit that a document is beyond.
    public var limitHint: String? { limit.map { LimitSetting.of($0).hint } }
}

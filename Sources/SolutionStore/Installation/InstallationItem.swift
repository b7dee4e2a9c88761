// One thing that is installed: how it stands, how it is put in, how it is taken out. Settings, attributes; hooks are one more kind.

internal import Bindings
internal import SolutionCore

/// How something stands.
public enum InstallationStatus: Equatable, Sendable {
    case absent
    case installed
    /// By another version.
    case outdated
    /// Somebody has edited it, so that it can no longer be told what is ours.
    case broken
}

/// What installing did, or would do.
public enum InstallationStep: Equatable, Sendable {
    case done
    /// It was so already.
    case nothingToDo
}

public protocol InstallationItem: Sendable {
    /// What it is, in words, with the file that it stands in.
    var title: String { get }
    /// The file that it stands in.
    var file: String { get }
    /// What of others stands in its way and is left as it is: a sentence each.
    var obstacles: [String] { get }
    func status() throws(StoreError) -> InstallationStatus
    /// `isDry`: only says what would be done.
    func install(isDry: Bool) throws(StoreError) -> InstallationStep
    /// Leaves the file as it was before, byte for byte.
    func uninstall() throws(StoreError) -> InstallationStep
}

/// An item that is a block of lines in a file of others.
protocol BlockItem: InstallationItem {
    var block: MarkedBlock { get }
    var lines: [String] { get }
    /// The file is where others decide what lies there, a clone too, and links are among it: it is neither read nor written.
    var isElsewhere: Bool { get }
    /// Whether the lines that are there are those of this version.
    func isCurrent(_ found: [String]) -> Bool
}

extension BlockItem {
    var isElsewhere: Bool { false }

    func isCurrent(_ found: [String]) -> Bool { found == lines }

    public func status() throws(StoreError) -> InstallationStatus {
        if isElsewhere { return .absent }
        let bytes: [UInt8]
        do throws(SystemError) {
            guard let status = try Files.status(file, followingLinks: true), status.kind == .file else { return .absent }
            bytes = try Files.read(file)
        } catch {
            throw StoreError(error)
        }
        switch block.find(in: bytes) {
        case .none: return .absent
        case .broken: return .broken
        case .whole(let found, _, _): return isCurrent(found) ? .installed : .outdated
        }
    }

    public func install(isDry: Bool) throws(StoreError) -> InstallationStep { try putLines(isDry: isDry) }

    /// Where there are none, what was put there before goes.
    func putLines(isDry: Bool) throws(StoreError) -> InstallationStep {
        if try status() == .broken {
            throw StoreError(
                .badInput, "the lines of git sol in it have a beginning and no end", file: file,
                hints: ["take out what is left of them by hand, and run 'git sol install' again"])
        }
        if lines.isEmpty { return try takeOut(isDry: isDry) }
        return try update(isDry: isDry) { block.put(lines, into: $0) ?? $0 }
    }

    public func uninstall() throws(StoreError) -> InstallationStep { try takeOut(isDry: false) }

    private func takeOut(isDry: Bool) throws(StoreError) -> InstallationStep {
        switch try status() {
        case .absent: return .nothingToDo
        case .broken:
            throw StoreError(
                .badInput, "the lines of git sol in it have a beginning and no end", file: file,
                hints: ["take out what is left of them by hand"])
        case .installed, .outdated: return try update(isDry: isDry) { $0.flatMap { block.takenOut(of: $0) } }
        }
    }

    private func update(isDry: Bool, _ body: ([UInt8]?) -> [UInt8]?) throws(StoreError) -> InstallationStep {
        do throws(SystemError) {
            if isDry {
                let old = try Files.readIfThere(file)
                return body(old) == old ? .nothingToDo : .done
            }
            return try Files.update(TrustedPath(trusting: file), body) ? .done : .nothingToDo
        } catch {
            throw StoreError(error)
        }
    }
}

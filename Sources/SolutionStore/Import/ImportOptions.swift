// How an export is to be taken, as far as somebody has to say it.

internal import SolutionCore

/// What stops an import until somebody says that it is meant.
public enum ImportQuestion: String, Sendable, CaseIterable {
    /// The export has a lower version than the repository.
    case downgrade
    /// The export is of another publisher.
    case publisher
    /// The export is the managed half alone, and the repository holds source.
    case managed
    /// Nothing that the one names is in the other: another solution that happens to have the same name.
    case stranger
    /// It takes back what was committed since the last import of the solution.
    case undo
}

/// What becomes of components that the export does not hold.
public enum MissingPolicy: Sendable {
    /// Those that are no longer in the solution go; what the export holds only in part is kept.
    case delete
    case keepAll
    case deleteAll
}

public struct ImportOptions: Sendable {
    /// Files as the export has them, noise and all.
    public var isExact = false
    public var missing = MissingPolicy.delete
    /// What somebody has said yes to.
    public var allowed: Set<ImportQuestion> = []
    /// Where the solution is or goes, because somebody says so now; "" or with a slash at its end.
    public var folder: String?
    /// The same, as the repository's settings have it: it counts where the tree itself does not tell.
    public var usualFolder: String?

    public init() {}
}

/// A question that is open.
public struct ImportObstacle: Error, Sendable {
    public let question: ImportQuestion
    /// What is in the way, in words.
    public let words: String
}

extension ImportObstacle {
    /// What stands between an export and the solution that it would change.
    static func all(
        _ before: Manifest, _ after: Manifest, managed: Manifest.Managed, place: String
    ) -> [ImportObstacle] {
        var found: [ImportObstacle] = []
        func ask(_ question: ImportQuestion, _ words: String) { found.append(ImportObstacle(question: question, words: words)) }
        if Version.precedes(after.version, before.version) {
            ask(.downgrade, "the export has version \(after.version), which is lower than \(before.version) in \(place)")
        }
        if after.publisher.lowercased() != before.publisher.lowercased() {
            ask(.publisher, "the export is published by '\(after.publisher)', the solution in \(place) by '\(before.publisher)'")
        }
        if managed == .managed, before.managed != .managed {
            ask(.managed, "the export is the managed half alone, and \(place) holds the source")
        }
        let (old, new) = (before.marks, after.marks)
        if !old.isEmpty, !new.isEmpty, old.isDisjoint(with: new) {
            ask(.stranger, "the export and the solution in \(place) have the same name and no component in common")
        }
        return found
    }
}

extension Manifest {
    /// What it lists, by type and name.
    fileprivate var marks: Set<Exact> {
        Set(exact: rootComponents.flatMap { root in root.identities.map { root.type + " " + $0 } })
    }
}

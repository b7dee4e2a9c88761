// The ways in which a solution is imported, and what each does with what the package no longer holds.

/// How a package goes into an environment.
public enum ImpactMode: String, Sendable, CaseIterable {
    /// Nothing of it is there yet.
    case install
    /// The new version takes the place of the old one.
    case upgrade
    /// The new version is laid over the old one.
    case update
    /// The new version waits beside the old one until somebody applies it.
    case stage
    case unmanaged
    case patch

    /// Whether components that left the solution leave the environment too.
    var deletes: Bool { self == .upgrade || self == .stage }

    /// Whether what is imported is the managed half.
    public var isManaged: Bool { self != .unmanaged }

    /// The rule by which what left the solution stays.
    var keeping: ImpactRule {
        switch self {
        case .unmanaged: .unmanagedKeeps
        case .patch: .patchKeeps
        default: .updateKeeps
        }
    }

    /// As a sentence begins with it.
    public var title: String {
        switch self {
        case .install: "Installation"
        case .upgrade: "Upgrade"
        case .update: "Update"
        case .stage: "Staged upgrade"
        case .unmanaged: "Unmanaged import"
        case .patch: "Patch"
        }
    }
}

// The two states of an import as people name them: a tag is the half that is imported, and without a name the release before is meant.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// A state of one solution that is imported, or is there.
struct ImpactState {
    let name: String
    let manifest: Manifest
    let release: Release?
    /// A zip is what it is; of a folder or a revision either half can be made.
    let isPackage: Bool
    let snapshot: any Snapshot
}

extension World {
    /// What is to be imported, or is there. `solution`: its unique name, where one is asked for.
    func impactState(_ name: String, solution: String?) throws -> ImpactState {
        if let release = try release(name) { return try impactState(release) }
        if !Files.exists(name), try !isRevision(name), let moment = try place(name, solution: solution) {
            return try impactState(at: moment)
        }
        let snapshot = try solutionSnapshot(name)
        let places = try SolutionPlace.all(in: snapshot, named: solution)
        guard places.count == 1, let place = places.first else {
            throw CommandError(
                "'\(name)' holds \(places.count) solutions",
                hints: ["choose with --solution: " + places.map(\.manifest.uniqueName).joined(separator: ", ")])
        }
        return ImpactState(
            name: name, manifest: place.manifest, release: nil, isPackage: snapshot is PackageSnapshot, snapshot: snapshot)
    }

    /// What a place has: its release, if the tag still is what it was.
    private func impactState(at moment: Places.Moment) throws -> ImpactState {
        if let release = try release(moment.entry.tag), release.tag.target.hex == moment.entry.commit { return try impactState(release) }
        let snapshot = try snapshot(of: moment)
        let place = try SolutionPlace.all(in: snapshot, named: moment.entry.solution)[0]
        return ImpactState(name: moment.entry.tag, manifest: place.manifest, release: nil, isPackage: false, snapshot: snapshot)
    }

    func impactState(_ release: Release) throws -> ImpactState {
        let snapshot = try snapshot(of: release.tag.target, named: release.name)
        let place = try SolutionPlace.all(in: snapshot, named: release.facts.solution)[0]
        return ImpactState(name: release.name, manifest: place.manifest, release: release, isPackage: false, snapshot: snapshot)
    }

    /// The files of a state as that half. Of a release they are made only where the folder of its commit has not all of them.
    func snapshot(of state: ImpactState, isManaged: Bool) throws -> any Snapshot {
        guard let release = state.release, try release.record.entries.contains(where: { $0.isManaged == isManaged }) else {
            return state.snapshot
        }
        return try halves(of: release)[isManaged ? .managed : .unmanaged]
    }

    /// The release that is taken to be there where nobody says what is: the last one before the state, by version.
    ///
    /// A package has its version for good, so its own release is not before it. A folder may still have the number of the last release.
    func releaseBefore(_ state: ImpactState) throws -> ImpactState? {
        guard let repository = try repositoryIfAny(), let version = SolutionVersion(state.manifest.version) else { return nil }
        let isMade = state.isPackage || state.release != nil
        let name = state.manifest.parent ?? state.manifest.uniqueName
        let before = try Release.all(of: name, in: repository).last { release in
            guard release.id != state.release?.id, let other = release.version else { return false }
            return isMade ? other < version : !(version < other)
        }
        return try before.map { try impactState($0) }
    }
}

// What belongs to components: the files that are theirs alone, and their places in files that carry others too.

/// A file's share in some components.
public enum ComponentShare: Equatable, Sendable {
    /// The file is about nothing else.
    case whole
    /// Elements of its document, in their order, none inside another.
    case places([Int])
}

extension ComponentIndex {
    /// What carries components, by path. What only names one is no part of it: forms, apps and site maps name, the manifest's
    /// lists and the lists beside the files carry.
    public func belongings(of wanted: ComponentSet) -> [Exact: ComponentShare] {
        guard !wanted.isEmpty else { return [:] }
        let content = contentOwners()
        var shares: [Exact: ComponentShare] = [:]
        for file in files {
            if isWhole(file, wanted, content) {
                shares[file.path] = .whole
            } else {
                let places = places(in: file, wanted)
                if !places.isEmpty { shares[file.path] = .places(places) }
            }
        }
        return shares
    }

    private func isWhole(_ file: CarrierFile, _ wanted: ComponentSet, _ content: [Exact: [Address]]) -> Bool {
        if PackageNames.isShared(file.path) { return false }
        guard file.holds.isEmpty else { return file.holds.allSatisfy(wanted.contains) }
        if let owners = content[file.path.lowercased()] { return owners.allSatisfy(wanted.contains) }
        return file.contentOf.map(wanted.contains) ?? false
    }

    /// By folded path the components that refer to a file as their content.
    func contentOwners() -> [Exact: [Address]] {
        var owners: [Exact: [Address]] = [:]
        for (address, path) in files.flatMap(\.content) { owners[path, default: []].append(address) }
        return owners
    }

    private func places(in file: CarrierFile, _ wanted: ComponentSet) -> [Int] {
        var own: [Int] = []
        var end = 0
        for (address, nodes) in file.places where nodes.lowerBound >= end && wanted.contains(address) {
            own.append(nodes.lowerBound)
            end = nodes.upperBound
        }
        let lines = file.lines.filter { line in
            let meant = meant(by: line)
            return !meant.isEmpty && meant.allSatisfy(wanted.contains)
        }
        return (own + lines.map(\.node)).sorted()
    }
}

extension Tree {
    /// The source without some elements, and without the layout before each.
    public func without(_ nodes: [Int]) -> [UInt8] {
        var plan = WeavePlan()
        for node in nodes {
            plan.removed.insert(node)
            plan.partners[parent(of: node)] = parent(of: node)
        }
        return Weave.bytes(self, self, plan) { $0 }
    }
}

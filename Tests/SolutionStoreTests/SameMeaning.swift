// Whether two packages hold the same, whatever the order of sections and components.

import SolutionCore
import SolutionStore
import TestSupport
import Testing

/// Compares two packages, the components of each in any order.
func expectSameMeaning(_ packed: ZipSnapshot, _ original: ZipSnapshot, _ context: String) throws {
    let names = Names()
    // Neither is content of the solution.
    let ignored: Set = ["[Content_Types].xml", "filteredcomponents.xml"]
    expectNone(Set(packed.paths).symmetricDifference(original.paths).subtracting(ignored).sorted(), context)
    for path in original.paths where !ignored.contains(path) && packed.paths.contains(path) {
        if ["solution.xml", "customizations.xml"].contains(path) {
            let one = try Document(packed.read(path), syntax: .xml, names: names).tree
            let other = try Document(original.read(path), syntax: .xml, names: names).tree
            #expect(meaning(of: one, one.root) == meaning(of: other, other.root), "\(context): \(path)")
        } else {
            try expectSame(packed.read(path), original.read(path), "\(context): \(path)")
        }
    }
}

/// A digest that takes children in any order; the order inside components is compared by unpacking.
func meaning(of tree: Tree, _ index: Tree.Index) -> Int {
    var hasher = Hasher()
    var inAnyOrder = 0
    hasher.combine(tree.name(of: index))
    for child in tree.children(of: index) {
        switch tree[child].kind {
        case .element: inAnyOrder &+= meaning(of: tree, child)
        case .attribute where !tree.name(of: child).hasPrefix("xmlns"):
            var pair = Hasher()
            pair.combine(tree.name(of: child))
            pair.combine(tree.text(of: child))
            inAnyOrder &+= pair.finalize()
        case .text, .cdata: hasher.combine(tree.text(of: child))
        default: break
        }
    }
    hasher.combine(inAnyOrder)
    return hasher.finalize()
}

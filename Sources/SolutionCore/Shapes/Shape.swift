// What the table of kinds says of the elements on one path of a document: one value, looked up once for all of them.

/// A number for a `Shape`; trees of one comparison share the numbers as they share `Names`.
typealias ShapeID = Int

/// Keys that no table has, for one set of documents.
final class InferredKeys {
    let rules: [ShapeID: ListRule]

    init(_ rules: [ShapeID: ListRule]) { self.rules = rules }
}

/// What holds of all elements (or members, or array items) that stand at the same path of names. Not changed once found.
final class Shape {
    /// How items of this name are told apart among their siblings; nil where the table says nothing.
    var list: ListRule?
    /// They may move to another parent of the same component and are still the same: their keys are unique in it.
    var isRoaming = false
    /// No two in the component have one key.
    var isUnique = false
    /// Items with one key are no fault.
    var mayRepeat = false
    /// Its value is a document of lists: without items it says nothing.
    var holdsLists = false
    /// Only addresses name it.
    var isQuiet = false
    /// What a maker calls such an item.
    var noun: String?
    /// What a maker calls its values.
    var values: [Exact: String] = [:]
    var noise: NoiseClass?
    var merge: MergeRule?
    /// The kind of component that the element is, as an index into the table.
    var kind: Int?
    /// The kind of component that the element is part of.
    var context: Int?
    /// Says nothing in an address: a list around its items, or a row around its cells.
    var isWrapper = false
    /// The order of children with different names means something, as in every document that the table does not know.
    var isOrdered = false
    /// The value with which the platform adds it by itself.
    var platformDefault: String?
    /// The keys of unknown lists that hold in the documents of one merge, by the shapes that they would have without.
    var inferred: InferredKeys?
    /// The shape without them.
    var origin: ShapeID?
    /// The list's key is one of those.
    var isInferred = false
    /// The names from the document's root down to here.
    var path: [String] = []
    /// The kinds that stand below, with the names that are still to come.
    var expected: [(kind: Int, path: ArraySlice<String>)] = []

    func copy() -> Shape {
        let shape = Shape()
        (shape.list, shape.isRoaming, shape.mayRepeat, shape.isQuiet, shape.noun) = (list, isRoaming, mayRepeat, isQuiet, noun)
        (shape.noise, shape.merge, shape.kind, shape.context, shape.isWrapper) = (noise, merge, kind, context, isWrapper)
        (shape.isUnique, shape.holdsLists, shape.values) = (isUnique, holdsLists, values)
        (shape.isOrdered, shape.platformDefault, shape.path, shape.expected) = (isOrdered, platformDefault, path, expected)
        return shape
    }

    /// Where the parts of an item's key are; empty where it has none.
    var keys: [ValuePath] {
        switch list {
        case .set(let paths), .sequence(let paths): paths
        case .byContent, nil: []
        }
    }

    var hasKey: Bool { !keys.isEmpty }

    /// The order of items of this name means nothing.
    var isSet: Bool { if case .set = list { true } else { false } }

    /// The order of items of this name means something.
    var isSequence: Bool {
        switch list {
        case .set: false
        case .sequence, .byContent: true
        case nil: isOrdered
        }
    }
}

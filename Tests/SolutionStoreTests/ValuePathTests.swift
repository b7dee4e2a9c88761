// The notation in which the table of kinds names keys: which of several names counts.

import SolutionStore
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct ValuePathTests {
    @Test(
        arguments: [
            ("@a|b", "from a"), ("b|@a", "from b"), ("x|@y|@a|b", "from a"), ("c/@d|e", "from d"), ("c/e|@d", "from e"),
            ("x|@y", nil), ("c@d", "from d"), ("x|b", "from b"),
        ] as [(String, String?)])
    func alternativesCountInOrder(path: String, value: String?) throws {
        let text = "<r a=\"from a\"><b>from b</b><c d=\"from d\"><e>from e</e></c></r>"
        let tree = try Document(Array(text.utf8), syntax: .xml, names: Names()).tree
        #expect(ValuePath(stringLiteral: path).value(in: tree, at: tree.root) == value)
    }
}

// The order in which the packager sorts names.

import Testing

@testable import SolutionCore

struct CollationTests {
    @Test(arguments: [
        ["jquery214", "jquery-ui.min", "jquery-ui_css"],
        ["sparkle.css", "sparkle_jquery_ui.css"],
        ["coop", "co-op", "coOp", "Coop", "CO-OP"],
        ["oclock", "o'clock", "o-clock", "oClock"],
        ["a b", "a!", "a#", "a(", "a.b", "a/b", "a_b", "a~", "a+", "a=", "a1", "a10", "a2", "aa", "aB", "Ab", "b"],
        ["", "a", "A", "ab", "aé"],
    ])
    func namesStandInThisOrder(names: [String]) {
        #expect(names.reversed().sorted { CollationKey($0) < CollationKey($1) } == names)
    }
}

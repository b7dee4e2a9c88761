// Addresses and the patterns people type for them.

import SolutionCore
import Testing

struct AddressTests {
    @Test func keysAreEqualWhateverTheirCase() {
        #expect(Address("entity/Account") == Address("ENTITY/account"))
        #expect(Address(kind: "form", key: "x", in: Address("entity/account")).description == "entity/account/form/x")
        #expect(Address(kind: "ribbon", key: nil, in: Address("entity/account")).description == "entity/account/ribbon")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let pattern: String
        let matches: [String]
        let misses: [String]
        var testDescription: String { pattern }
    }

    @Test(arguments: [
        Case(
            pattern: "entity/account", matches: ["entity/account", "entity/account/form/1", "Entity/Account"],
            misses: ["entity/account2", "entity"]),
        Case(pattern: "entity/*", matches: ["entity/a", "entity/a/form/1"], misses: ["entity", "webresource/a"]),
        Case(pattern: "entity/*/form", matches: ["entity/a/form/1"], misses: ["entity/a/view/1", "entity/a"]),
        Case(pattern: "entity/*/form/", matches: ["entity/a/form/1"], misses: ["entity/a/view/1"]),
        Case(
            pattern: "webresource/new_**", matches: ["webresource/new_/js/app.js", "webresource/new_x"],
            misses: ["webresource/old_/new_"]),
        Case(pattern: "**/attribute/new_?", matches: ["entity/a/attribute/new_b"], misses: ["entity/a/attribute/new_bc"]),
        Case(pattern: "*", matches: ["solution", "entity/a"], misses: []),
    ])
    func patterns(example: Case) {
        let pattern = AddressPattern(example.pattern)
        for address in example.matches { #expect(pattern.matches(Address(address)), "\(address)") }
        for address in example.misses { #expect(!pattern.matches(Address(address)), "\(address)") }
    }
}

// The table of kinds: that it is sound, and that it knows everything the format names.

import Testing

@testable import SolutionCore

struct KindsTests {
    @Test func eachRoleIsOneKinds() {
        for role in KindRole.allCases { #expect(Kinds.table.all.count { $0.role == role } == 1, "\(role)") }
    }

    @Test func everyKindIsComplete() {
        for kind in Kinds.table.all {
            #expect(!kind.word.isEmpty && kind.word.allSatisfy { $0.isLowercase && $0.isLetter }, "\(kind.word)")
            #expect(!kind.noun.isEmpty && !kind.plural.isEmpty, "\(kind.word)")
            #expect(!kind.path.isEmpty || !kind.places.isEmpty, "\(kind.word) is nowhere")
            if let owner = kind.owner { #expect(Kinds.table[owner] != nil, "\(kind.word) is in '\(owner)'") }
            for place in kind.places where kind.owner != nil {
                let hasOwner = place.pattern.parts.contains(.capture("owner", deep: false))
                #expect(hasOwner, "\(kind.word): a file below its owner's folder says whose it is")
            }
        }
    }

    /// The codes of solution components that an export can hold, from the platform's own table.
    @Test(arguments: [
        1, 2, 3, 9, 10, 14, 20, 24, 26, 29, 31, 35, 36, 37, 38, 39, 44, 46, 50, 55, 59, 60, 61, 62, 63, 64, 65, 66, 68, 70,
        80, 90, 91, 92, 93, 95, 150, 151, 152, 153, 154, 155, 161, 162, 165, 166, 201, 208, 210, 300, 371, 372, 380, 381, 400,
        401, 402, 431, 432,
    ])
    func everyCodeIsKnown(code: Int) {
        #expect(!Kinds.table.kinds(of: .number(code)).isEmpty)
    }

    @Test(
        arguments: [
            ("Entities/Account/Entity.xml", "entity", nil, "Account", false),
            ("Entities/Account/FormXml/main/{1}.xml", "form", "Account", "{1}", false),
            ("Entities/Account/FormXml/main/{1}_managed.xml", "form", "Account", "{1}", true),
            ("entities/Account/SavedQueries/{1}.xml", "view", "Account", "{1}", false),
            ("Entities/Account/RibbonDiff.xml", "ribbon", "Account", nil, false),
            ("Entities/a_b/Formulas/a_b-c.xaml", "formula", "a_b", "a_b-c", false),
            ("OptionSets/x.xml", "optionset", nil, "x", false),
            ("WebResources/new_/js/app.js.data.xml", "webresource", nil, "new_/js/app.js", false),
            ("AppModules/app/AppModule_managed.xml", "app", nil, "app", true),
            ("Roles/A Role.xml", "role", nil, nil, false),
            ("Other/SiteMap_managed.xml", "sitemap", nil, nil, true),
            ("environmentvariabledefinitions/x/environmentvariabledefinition.xml", "environmentvariable", nil, "x", false),
        ] as [(String, String, String?, String?, Bool)])
    func pathsTellTheKind(path: String, word: String, owner: String?, key: String?, isManaged: Bool) throws {
        let found = try #require(Kinds.table.places(of: path).first)
        #expect(found.kind.word == word)
        #expect(found.match["owner"] == owner)
        #expect(found.match["key"] == key)
        #expect(found.match.isManaged == isManaged)
    }

    @Test(arguments: ["WebResources/new_/js/app.js", "README.md", "Entities/x/other.txt", "Workflows/a.json"])
    func contentIsNoComponent(path: String) {
        #expect(Kinds.table.places(of: path).isEmpty)
    }
}

struct FilePatternTests {
    @Test func capturesAreShortestFirstAndBacktrack() throws {
        let pattern: FilePattern = "Workflows/{name}-{key}.json.data.xml"
        let match = try #require(pattern.match("Workflows/A-B-0A43B549-50ED-EA11-A815-000D3AF3A7C4.json.data.xml"))
        #expect(match["name"] == "A")
        #expect(pattern.match("Workflows/x/y-1.json.data.xml") == nil)
        #expect(pattern.match("Workflows/-1.json.data.xml") == nil)
    }

    @Test func letterCaseCountsOnlyInCaptures() throws {
        let pattern: FilePattern = "Other/{key}[_managed].xml"
        #expect(try #require(pattern.match("other/ABC_MANAGED.XML")).isManaged)
        #expect(try #require(pattern.match("other/ABC_MANAGED.XML"))["key"] == "ABC")
    }
}

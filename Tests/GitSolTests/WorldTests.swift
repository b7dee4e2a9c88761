// The world in memory: colour, settings, pager, errors, JSON.

import Bindings
import Testing

@testable import GitSol

@Suite struct WorldTests {
    struct ColorCase: Sendable, CustomTestStringConvertible {
        let id: String
        var variables: [String: String] = ["TERM": "xterm"]
        var words: [String] = []
        var isTerminal = true
        let expected: Bool
        var testDescription: String { id }
    }

    @Test(arguments: [
        ColorCase(id: "terminal", expected: true),
        ColorCase(id: "no terminal", isTerminal: false, expected: false),
        ColorCase(id: "dumb terminal", variables: ["TERM": "dumb"], expected: false),
        ColorCase(id: "unnamed terminal", variables: [:], expected: false),
        ColorCase(id: "NO_COLOR", variables: ["TERM": "xterm", "NO_COLOR": "1"], expected: false),
        ColorCase(id: "empty NO_COLOR", variables: ["TERM": "xterm", "NO_COLOR": ""], expected: true),
        ColorCase(id: "flag beats NO_COLOR", variables: ["NO_COLOR": "1"], words: ["--color"], isTerminal: false, expected: true),
        ColorCase(id: "flag never", words: ["--color=never"], expected: false),
        ColorCase(id: "flag taken back", words: ["--no-color"], expected: false),
        ColorCase(id: "flag auto", words: ["-c", "color.ui=always", "--color=auto"], isTerminal: false, expected: false),
        ColorCase(id: "setting always", words: ["-c", "color.ui=always"], isTerminal: false, expected: true),
        ColorCase(id: "setting false", words: ["-c", "Color.UI=false"], expected: false),
        ColorCase(id: "setting auto", words: ["-c", "color.ui=auto"], expected: true),
        ColorCase(
            id: "setting from git -c", variables: ["TERM": "xterm", "GIT_CONFIG_PARAMETERS": "'color.ui'='never'"], expected: false),
        ColorCase(id: "git's own pager", variables: ["TERM": "xterm", "GIT_PAGER_IN_USE": "true"], isTerminal: false, expected: true),
    ])
    func color(_ test: ColorCase) throws {
        let world = World(environment: test.variables, isTerminal: test.isTerminal)
        world.global = try Parser(flags: GlobalFlag.all).parse(test.words).arguments
        #expect(world.usesColor == test.expected)
    }

    @Test(
        arguments: [
            ("'a.b=c'", ["a.b=c"]), ("'a.b'='c d' 'e.f'='it'\\''s'", ["a.b=c d", "e.f=it's"]), ("", []),
            ("'a.b'='x' 'c.d'", ["a.b=x", "c.d"]),
        ] as [(String, [String])])
    func settingsOfGit(text: String, settings: [String]) {
        #expect(ConfigOverrides.unquoted(text) == settings)
    }

    @Test func settingsComeInOrder() throws {
        let variables = [
            "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "a.b", "GIT_CONFIG_VALUE_0": "1", "GIT_CONFIG_KEY_1": "a.c",
            "GIT_CONFIG_VALUE_1": "2", "GIT_CONFIG_PARAMETERS": "'a.c'='3' 'x.Sub.Y=4'",
        ]
        let world = World(environment: variables)
        world.repositoryConfig = { $0 == "from.file" ? "5" : "no" }
        world.global = try Parser(flags: GlobalFlag.all).parse(["-c", "a.d"]).arguments
        #expect(["A.b", "a.c", "x.Sub.y", "a.d", "from.file"].map(world.config) == ["1", "3", "4", "true", "5"])
        #expect(world.config("x.sub.y") == "no")
        #expect(world.flag("a.d") == true)
    }

    @Test func thePagerIsChosenAsGitDoes() throws {
        func pager(_ variables: [String: String], _ words: [String] = []) throws -> String? {
            let world = World(environment: variables)
            world.global = try Parser(flags: GlobalFlag.all).parse(words).arguments
            return world.pagerCommand
        }
        #expect(try pager([:]) == "less")
        #expect(try pager(["PAGER": "more"]) == "more")
        #expect(try pager(["PAGER": "more"], ["-c", "core.pager=delta"]) == "delta")
        #expect(try pager(["GIT_PAGER": "bat"], ["-c", "core.pager=delta"]) == "bat")
        #expect(try pager(["GIT_PAGER": "cat"]) == nil)
        #expect(try pager(["GIT_PAGER": ""]) == nil)
    }

    @Test func errorsReadLikeThis() {
        func text(_ error: any Error) -> String {
            let world = World(environment: [:])
            world.report(describe(error))
            return world.err.text
        }
        #expect(
            text(CommandError(cannot: "read", "x.xml", line: 3, column: 9, reason: "unexpected end", hints: ["look"]))
                == "error: cannot read 'x.xml': line 3, column 9: unexpected end\nhint: look\n")
        #expect(text(SystemError(number: 2, action: "read", path: "x")) == "error: cannot read 'x': no such file or directory\n")
        #expect(
            text(SystemError(number: 5, action: "read", path: "x")) == "error: cannot read 'x': I/O error\n"
                || text(SystemError(number: 5, action: "read", path: "x")) == "error: cannot read 'x': input/output error\n")
        #expect(text(CommandErrors([CommandError("a"), CommandError("b")])) == "error: a\nerror: b\n")
        struct Odd: Error {}
        #expect(text(Odd()) == "error: unexpected failure: Odd()\n")
    }

    @Test func jsonReadsLikeThis() {
        let stream = Screen(OutputStream())
        JSONWriter.write("test", to: stream) { writer in
            writer.field("text", "a\"b\\c\n\u{1}é\u{7F}")
            writer.field("number", -3)
            writer.field("truth", true)
            writer.field("nothing", nil as String?)
            writer.field("list", ["x", "y"])
            writer.array("objects") { writer in
                writer.object { $0.field("a", 1) }
                writer.object { _ in }
                writer.array { $0.element(1) }
            }
            writer.array("empty") { _ in }
        }
        #expect(
            stream.text == """
                {
                  "format": "git-sol.test/1",
                  "text": "a\\"b\\\\c\\n\\u0001é\\u007f",
                  "number": -3,
                  "truth": true,
                  "nothing": null,
                  "list": [
                    "x",
                    "y"
                  ],
                  "objects": [
                    {
                      "a": 1
                    },
                    {},
                    [
                      1
                    ]
                  ],
                  "empty": []
                }

                """)
    }
}

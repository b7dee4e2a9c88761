// git sol install, uninstall and doctor: what git then shows, what others have set, and every file as it was afterwards.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct InstallTests {
    private static func files(_ repository: ExampleRepository) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in ["config", "info/attributes", "config.worktree"] where Files.exists(repository.path + "/.git/" + name) {
            files[name] = try Files.read(repository.path + "/.git/" + name)
        }
        return files
    }

    private static let variables = ["PATH": (Files.parent(of: BuiltProgram.path) ?? ".") + ":/usr/bin:/bin"]

    private func sol(_ repository: ExampleRepository, _ words: String..., variables: [String: String] = [:]) throws -> ProgramRun {
        try BuiltProgram.run(words, in: repository.path, variables: Self.variables.merging(variables) { $1 })
    }

    /// What is written is told, also where something of ours was there; and a dry run says what a real one does.
    @Test func whatIsWrittenIsTold() throws {
        let repository = try ExampleRepository()
        #expect(try sol(repository, "install", "-q", "--no-textconv").status == 0)
        let dry = try sol(repository, "install", "-n").output.lines
        let run = try sol(repository, "install").output.lines
        #expect(dry.first?.hasPrefix("would write settings") == true && run.first?.hasPrefix("wrote settings") == true, "\(dry) \(run)")
        #expect(dry.dropFirst().allSatisfy { $0.isEmpty || $0.hasPrefix("there already: ") }, "\(dry)")
        #expect(try repository.git("config", "diff.sol.cachetextconv") == "true")
        for words in [["install"], ["install", "-n"]] {
            let again = try BuiltProgram.run(words, in: repository.path, variables: Self.variables).output.lines
            #expect(again.allSatisfy { $0.isEmpty || $0.hasPrefix("there already: ") }, "\(again)")
        }
    }

    // MARK: - What git shows

    @Test func gitShowsComponents() throws {
        let repository = try ExampleRepository()
        #expect(try sol(repository, "install", "-q").description == "[status 0]\n")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum, and more\"")
        try repository.edit(ExampleRepository.flow, "OpenApiConnection\"", "Http\"")
        let diff = try repository.gitWithSol("diff")
        #expect(
            diff.description == """
                diff --sol a/\(ExampleRepository.table) b/\(ExampleRepository.table)
                table Order  entity/contoso_order
                  ~ column Sum, and more › display name en-US (1033): Total → Sum, and more
                diff --sol a/\(ExampleRepository.flow) b/\(ExampleRepository.flow)
                cloud flow Notify about orders  workflow/8f0e8a53-7d1b-4e9f-8a53-2f4b6f1c3d02
                  ~ action Send_an_email › type: OpenApiConnection → Http
                [status 0]

                """)
        try repository.commit("Sum")
        let line = "entity/contoso_order/attribute/contoso_total/displayname/1033/@description = "
        for words in [["log", "-p", "-n", "1"], ["show"], ["diff", "--no-ext-diff", "HEAD~1"]] {
            let run = try git(repository, words)
            #expect(run.output.contains("-\(line)Total\n+\(line)Sum, and more\n"), "\(words) \(run)")
            #expect(run.output.contains("-properties/definition/actions/Send_an_email/type = OpenApiConnection\n"), "\(words) \(run)")
        }
        #expect(try git(repository, ["blame", ExampleRepository.table]).output.contains(line + "Sum, and more"))
        #expect(try git(repository, ["grep", "--textconv", "Sum"]).output.contains(line))
        #expect(try git(repository, ["difftool", "-y", "-t", "sol", "HEAD~1"]).output.contains("table Order  entity/contoso_order"))
        #expect(try git(repository, ["difftool", "-y", "-x", "echo other", "HEAD~1"]).output.contains("other "))
        #expect(try git(repository, ["-c", "core.quotepath=off", "diff", "HEAD~1"], ["GIT_SOL": "0"]).output.contains("\n@@ -"))
        try repository.git("mv", ExampleRepository.role, "sol/Roles/Renamed.xml")
        #expect(try git(repository, ["diff", "-M", "HEAD"]).output.contains("rename to sol/Roles/Renamed.xml"))
    }

    /// What must be exact to the byte is.
    @Test func patchesStayPatches() throws {
        let repository = try ExampleRepository()
        _ = try sol(repository, "install", "-q")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        let patch = try git(repository, ["diff", "--no-ext-diff", "--no-textconv"]).output
        try repository.git("stash", "-q")
        try repository.directory.write(patch, to: "x.patch")
        try repository.git("apply", "x.patch")
        try repository.git("add", ExampleRepository.table)
        try repository.git("commit", "-qm", "Sum")
        #expect(try git(repository, ["format-patch", "-1", "--stdout"]).output.contains("-            <displayname description=\"Total\""))
    }

    @Test func brokenFilesAreComparedLineByLine() throws {
        let repository = try ExampleRepository()
        _ = try sol(repository, "install", "-q")
        try repository.directory.write("<a>\n", to: "sol/Entities/New/Entity.xml")
        try repository.git("add", "-A")
        try repository.directory.write("<a>\n<b>\n", to: "sol/Entities/New/Entity.xml")
        let run = try git(repository, ["diff"])
        #expect(
            run.description == """
                diff --sol a/sol/Entities/New/Entity.xml b/sol/Entities/New/Entity.xml
                --- a/sol/Entities/New/Entity.xml
                +++ b/sol/Entities/New/Entity.xml
                @@ -1 +1,2 @@
                 <a>
                +<b>
                [status 0]

                """)
        try repository.directory.write([0, 1, 2, 255], to: "sol/Entities/New/Entity.xml")
        let binary = try git(repository, ["diff"])
        #expect(binary.status == 0 && binary.errors.isEmpty && binary.output.contains("Binary files"), "\(binary)")
        try repository.commit("Broken")
        #expect(try git(repository, ["log", "-p"]).status == 0)
    }

    @Test func oddNamesAreTaken() throws {
        let repository = try ExampleRepository()
        _ = try sol(repository, "install", "-q")
        let name = "sol/Roles/Ä 'x' \"y\" $(touch z) %P;`.xml"
        try repository.git("mv", ExampleRepository.role, name)
        try repository.commit("Odd")
        try repository.edit(name, "\"Order Clerk\"", "\"Order Desk\"")
        let run = try git(repository, ["diff"])
        #expect(run.status == 0 && run.errors.isEmpty && run.output.contains("security role Order Clerk → Order Desk"), "\(run)")
        #expect(try git(repository, ["diff"], ["PATH": "/usr/bin:/bin"]).output.contains("Order Desk"))
        #expect(try git(repository, ["difftool", "-y", "-t", "sol"]).output.contains("security role Order Clerk → Order Desk"))
        #expect(try git(repository, ["-C", "sol/Roles", "diff", "--no-ext-diff"]).output.contains("/@name = Order Desk"))
        try repository.git("checkout", "-qb", "topic", "HEAD")
        try repository.commit("Desk")
        try repository.git("checkout", "-q", "main")
        try repository.edit(name, "\"Basic\"", "\"Local\"")
        try repository.commit("Local")
        #expect(try git(repository, ["merge", "-q", "--no-edit", "topic"], ["PATH": "/usr/bin:/bin"]).status == 0)
        #expect(!Files.exists(repository.path + "/z"))
    }

    @Test func bareRepositoriesShowComponentsToo() throws {
        let repository = try ExampleRepository()
        try repository.edit(ExampleRepository.flow, "OpenApiConnection\"", "Http\"")
        try repository.commit("Http")
        try repository.git("clone", "-q", "--bare", ".", "bare.git")
        let bare = repository.path + "/bare.git"
        #expect(try BuiltProgram.run("install", in: bare, variables: Self.variables).status == 0)
        let run = try git(repository, ["-C", "bare.git", "diff", "HEAD~1", "HEAD"])
        #expect(run.output.contains("Send_an_email › type: OpenApiConnection → Http"), "\(run)")
        #expect(try BuiltProgram.run("log", "--oneline", in: bare).output.contains(" Http\n"))
        #expect(try BuiltProgram.run("blame", ExampleRepository.flowAddress, in: bare).status == 0)
        #expect(try BuiltProgram.run("status", in: bare).errors.contains("bare"))
    }

    private func git(
        _ repository: ExampleRepository, _ words: [String], _ variables: [String: String] = [:]
    ) throws -> ProgramRun {
        var environment = GitRun.environment(home: repository.path)
        for (name, value) in Self.variables.merging(variables, uniquingKeysWith: { $1 }) { environment.variables[name] = value }
        let result = try Process.run(["git"] + words, environment: environment, directory: repository.path)
        guard case .exited(let status) = result.end else { throw GitRun.Failure("git \(words): \(result.end)") }
        return ProgramRun(
            output: String(decoding: result.output, as: UTF8.self), errors: String(decoding: result.errors, as: UTF8.self),
            status: status)
    }

    // MARK: - The program gone

    @Test func gitWorksOnWithoutTheProgram() throws {
        let repository = try ExampleRepository()
        _ = try sol(repository, "install", "-q")
        let bare = ["PATH": "/usr/bin:/bin"]
        try repository.git("checkout", "-qb", "topic")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("Sum")
        #expect(try git(repository, ["diff", "HEAD~1"], bare).output.contains("+            <displayname description=\"Sum\""))
        #expect(try git(repository, ["log", "-p", "-n", "1"], bare).output.contains("+            <displayname description=\"Sum\""))
        try repository.git("checkout", "-q", "main")
        try repository.edit(ExampleRepository.table, "<MaxLength>100", "<MaxLength>200")
        try repository.commit("Longer")
        #expect(try git(repository, ["merge", "-q", "--no-edit", "topic"], bare).status == 0)
        let text = String(decoding: try Files.read(repository.path + "/" + ExampleRepository.table), as: UTF8.self)
        #expect(text.contains("\"Sum\"") && text.contains("<MaxLength>200"))
        try repository.git("checkout", "-q", "topic")
        try repository.edit(ExampleRepository.table, "description=\"Sum\"", "description=\"Amount\"")
        try repository.commit("Amount")
        try repository.git("checkout", "-q", "main")
        try repository.edit(ExampleRepository.table, "description=\"Sum\"", "description=\"Grand total\"")
        try repository.commit("Grand total")
        #expect(try git(repository, ["merge", "-q", "topic"], bare).status == 1)
        let merged = String(decoding: try Files.read(repository.path + "/" + ExampleRepository.table), as: UTF8.self)
        for part in ["<<<<<<< ours", "\"Grand total\"", "=======", "\"Amount\"", ">>>>>>> theirs"] { #expect(merged.contains(part)) }
    }

    // MARK: - The inverse

    @Test(arguments: [
        nil, "", "# mine\n*.txt text", "\u{FEFF}*.txt text\r\n", "*.xml -diff\n",
    ])
    func uninstallIsTheInverse(attributes: String?) throws {
        let repository = try ExampleRepository()
        let place = repository.path + "/.git/info/attributes"
        try Files.remove(place)
        if let attributes { try repository.directory.write(attributes, to: ".git/info/attributes") }
        let config = String(decoding: try Files.read(repository.path + "/.git/config"), as: UTF8.self)
        try repository.directory.write("\u{FEFF}" + config + "[user]\n\tname = \"x\"", to: ".git/config")
        let before = try Self.files(repository)
        #expect(try sol(repository, "install", "--dry-run").status == 0)
        #expect(try Self.files(repository) == before)
        for _ in 0..<2 { #expect(try sol(repository, "install").status == 0) }
        #expect(try Self.files(repository) != before)
        #expect(try repository.git("config", "user.name") == "x")
        // What git keeps of the lines goes too.
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("Sum")
        _ = try git(repository, ["log", "-p"])
        #expect(try sol(repository, "uninstall", "--dry-run").status == 0)
        #expect(try Self.files(repository) != before)
        for _ in 0..<2 { #expect(try sol(repository, "uninstall").status == 0) }
        #expect(try Self.files(repository) == before)
        #expect(try repository.git("for-each-ref", "refs/notes") == "")
    }

    /// What others add in the meantime stays.
    @Test func laterLinesStay() throws {
        let repository = try ExampleRepository()
        try Files.remove(repository.path + "/.git/info/attributes")
        _ = try sol(repository, "install", "-q")
        try repository.git("config", "core.whitespace", "cr-at-eol")
        let place = repository.path + "/.git/info/attributes"
        try repository.directory.write(String(decoding: try Files.read(place), as: UTF8.self) + "*.md text\n", to: ".git/info/attributes")
        _ = try sol(repository, "uninstall", "-q")
        #expect(String(decoding: try Files.read(place), as: UTF8.self) == "*.md text\n")
        #expect(try repository.git("config", "core.whitespace") == "cr-at-eol")
        #expect(try !repository.git("config", "--list").contains("sol"))
    }

    @Test func forAPersonThroughLinksAndForAWorktree() throws {
        let repository = try ExampleRepository()
        let home = TemporaryDirectory()
        try home.write("[core]\n\tattributesFile = ~/my attributes\n", to: "dotfiles/gitconfig")
        _ = try Process.run(["ln", "-s", "dotfiles/gitconfig", home.path + "/.gitconfig"])
        try home.write("*.md text\n", to: "my attributes")
        var variables = Self.variables
        variables["HOME"] = home.path
        var environment = GitRun.environment(home: home.path)
        environment.variables["GIT_CONFIG_GLOBAL"] = nil
        environment.variables["PATH"] = variables["PATH"]
        func run(_ words: String...) throws -> String {
            let full = Environment(environment.variables)
            let result = try Process.run(words, environment: full, directory: repository.path)
            #expect(result.end == .exited(0), "\(words) \(String(decoding: result.errors, as: UTF8.self))")
            return String(decoding: result.output, as: UTF8.self)
        }
        _ = try run("git-sol", "install", "--global")
        #expect(try Files.status(home.path + "/.gitconfig")?.kind == .link)
        #expect(try run("git", "check-attr", "merge", ExampleRepository.table) == "\(ExampleRepository.table): merge: sol\n")
        #expect(try run("git-sol", "doctor").hasSuffix("nothing is wrong\n"))
        _ = try run("git-sol", "uninstall", "--global")
        #expect(
            String(decoding: try Files.read(home.path + "/dotfiles/gitconfig"), as: UTF8.self)
                == "[core]\n\tattributesFile = ~/my attributes\n")
        #expect(String(decoding: try Files.read(home.path + "/my attributes"), as: UTF8.self) == "*.md text\n")

        // Where git is told of another file, that one.
        let other = try home.write("[user]\n\tname = x\n", to: "other")
        environment.variables["GIT_CONFIG_GLOBAL"] = other
        environment.variables["XDG_CONFIG_HOME"] = home.path + "/xdg"
        _ = try run("git-sol", "install", "--global")
        #expect(try run("git-sol", "doctor").hasSuffix("nothing is wrong\n"))
        #expect(try run("git", "config", "merge.sol.recursive") == "text\n")
        _ = try run("git-sol", "uninstall", "--global")
        #expect(String(decoding: try Files.read(other), as: UTF8.self) == "[user]\n\tname = x\n")
        #expect(!Files.exists(home.path + "/xdg/git/attributes"))

        let refused = try sol(repository, "install", "--worktree")
        #expect(refused.status == 2 && refused.errors.contains("extensions.worktreeConfig"), "\(refused)")
        try repository.git("config", "extensions.worktreeConfig", "true")
        let before = try Self.files(repository)
        _ = try run("git-sol", "install", "--worktree")
        _ = try run("git-sol", "install", "--local")
        _ = try run("git-sol", "uninstall", "--local")
        #expect(try run("git-sol", "doctor").contains("worktree: settings"))
        #expect(try run("git", "config", "--worktree", "merge.sol.recursive") == "text\n")
        _ = try run("git-sol", "uninstall", "--worktree")
        #expect(try Self.files(repository) == before)
    }

    @Test func onlyFilesAreChanged() throws {
        let repository = try ExampleRepository()
        let run = try sol(repository, "install", "--global", variables: ["GIT_CONFIG_GLOBAL": "/dev/null"])
        #expect(run.status == 2 && run.errors.contains("cannot change '/dev/null'"), "\(run)")
        let lock = repository.path + "/.git/config.lock"
        try repository.directory.write("", to: ".git/config.lock")
        let before = try Self.files(repository)
        #expect(try sol(repository, "install").errors.contains("cannot lock"))
        #expect(try Self.files(repository) == before && Files.exists(lock))
    }

    // MARK: - Others' settings

    @Test func othersAreRespected() throws {
        let repository = try ExampleRepository()
        try repository.git("config", "merge.sol.driver", "theirs %A")
        try repository.directory.write("*.json diff=json\n*.xaml -diff\n", to: ".gitattributes")
        try repository.commit("Attributes")
        let run = try sol(repository, "install")
        #expect(run.status == 0 && run.errors.contains("'merge.sol.driver' is set"), "\(run)")
        #expect(run.errors.contains("'\(ExampleRepository.flow)' has the attribute 'diff=json' from somebody else"), "\(run)")
        #expect(try repository.git("config", "merge.sol.driver") == "theirs %A")
        #expect(
            try repository.git("check-attr", "diff", "merge", "--", ExampleRepository.flow)
                == "\(ExampleRepository.flow): diff: json\n\(ExampleRepository.flow): merge: unspecified")
        #expect(
            try repository.git("check-attr", "diff", "merge", "--", ExampleRepository.table)
                == "\(ExampleRepository.table): diff: sol\n\(ExampleRepository.table): merge: unspecified")
        // Installed again it is the same, though ours now hides theirs from sight.
        let before = try Self.files(repository)
        #expect(try sol(repository, "install").output.contains("there already: attributes"))
        #expect(try Self.files(repository) == before)
        let doctor = try sol(repository, "doctor")
        #expect(doctor.status == 1 && doctor.output.contains("foreign-setting: 'merge.sol.driver'"), "\(doctor)")
        #expect(doctor.output.contains("not-driven: '\(ExampleRepository.flow)'"), "\(doctor)")
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let code: String
        var variables: [String: String] = [:]
        let make: @Sendable (ExampleRepository) throws -> Void
        var testDescription: String { code }
    }

    @Test(arguments: [
        Fault(code: "not-installed") { _ = try $0.sol("uninstall") },
        Fault(code: "no-program", variables: ["PATH": "/usr/bin:/bin"]) { _ in },
        Fault(code: "switched-off", variables: ["GIT_SOL": "0"]) { _ in },
        Fault(code: "missing") { try Files.remove($0.path + "/.git/info/attributes") },
        Fault(code: "outdated") { try $0.edit(".git/config", "--form=2", "--form=0") },
        Fault(code: "broken") { try $0.edit(".git/config", "# <<< git sol", "# gone") },
        Fault(code: "foreign-setting") { try $0.git("config", "--add", "diff.sol.command", "theirs") },
        Fault(code: "not-driven") {
            try $0.directory.write("*.xml merge=union\n", to: "sol/.gitattributes");
            try $0.edit(".git/info/attributes", "**/Roles/*.xml", "#")
        },
        Fault(code: "attribute-without-driver") { try $0.git("config", "--unset-all", "merge.sol.driver") },
    ])
    func doctorFinds(_ fault: Fault) throws {
        let repository = try ExampleRepository()
        _ = try sol(repository, "install", "-q")
        #expect(try sol(repository, "doctor").output.hasSuffix("\nnothing is wrong\n"))
        try fault.make(repository)
        let run = try sol(repository, "doctor", variables: fault.variables)
        #expect(run.status == 1 && run.output.contains("\(fault.code): "), "\(run)")
        let json = try sol(repository, "doctor", "--json", variables: fault.variables)
        #expect(json.output.contains("\"code\": \"\(fault.code)\""), "\(json)")
        if fault.code == "broken" {
            #expect(try sol(repository, "install").errors.contains("a beginning and no end"))
            #expect(try sol(repository, "uninstall").errors.contains("a beginning and no end"))
        }
    }
}

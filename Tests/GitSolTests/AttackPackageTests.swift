// Packages that somebody else made, against every command that takes one: nothing is written outside, nothing is run, nothing is silent.

import Bindings
import TestSupport
import Testing

struct AttackPackageTests {
    typealias Entry = RawZip.Entry

    /// A repository, and a program that must never run: `core.fsmonitor` of the attackers' settings names it.
    struct Victim {
        let directory = TemporaryDirectory()
        var path: String { directory.path + "/repo" }
        var sentinel: String { directory.path + "/was-run" }
        var git: GitRun { GitRun(in: path) }
        var evilConfig: String { "[core]\n\tfsmonitor = \"touch \(sentinel); false\"\n" }

        init() throws {
            try Files.createDirectories(path)
            try git("init", "-q", "-b", "main")
            try directory.write("one\n", to: "repo/a.txt")
            try git("add", "-A")
            try git("commit", "-qm", "start")
        }

        func zip(_ entries: [Entry], named name: String = "evil.zip") throws -> String {
            try directory.write(RawZip(entries).bytes, to: name)
        }

        func sol(_ words: String..., input: [UInt8] = []) throws -> ProgramRun { try BuiltProgram.run(words, in: path, input: input) }

        /// Every file outside of the repository's own objects, with its content.
        func state() throws -> [String: [UInt8]] {
            var state: [String: [UInt8]] = [:]
            for entry in try Walk.list(directory.path, enter: { !$0.hasSuffix("/.git/objects") }) where entry.kind == .file {
                state[entry.path] = try Files.read(directory.path + "/" + entry.path)
            }
            return state
        }

        /// `place`: what is below it does not count.
        func isUntouched(since before: [String: [UInt8]], but place: String? = nil) throws -> Bool {
            _ = try? git("status")
            var now = try state()
            var then = before
            // Looking at the index may write it anew.
            for name in ["repo/.git/index"] { (now[name], then[name]) = (nil, nil) }
            if let place { (now, then) = (now.filter { !$0.key.hasPrefix(place) }, then.filter { !$0.key.hasPrefix(place) }) }
            return now == then && !Files.exists(sentinel)
        }
    }

    static let names = [
        ".git/config", ".GIT/config", ".git./config", "git~1/config", ".g\u{200C}it/config", ".gi\u{FEFF}t/config", ".git /config",
        ".git:x/config",
        "WebResources/.git/hooks/post-checkout", "WebResources/x/.GiT/config", ".gitattributes", "WebResources/.gitattributes",
        "Controls/x/.gitmodules", ".gitignore", "a/b/.GITIGNORE", ".lfsconfig", ".github/workflows/run.yml", ".vscode/tasks.json",
        "HEAD", "WebResources/x/head", "a/HEAD.", "WebResources/.git-sol-99999-1.tmp", "../outside", "a/../../outside", "/tmp/outside",
        "a\\..\\..\\outside", "WebResources/nul", "a/.. /x",
    ]

    /// As an entry of the zip, unpacked at the top of a repository and imported into it.
    @Test(arguments: names)
    func entriesThatSteerGitAreRefused(name: String) throws {
        let victim = try Victim()
        let entries = BadZipTests.solution("Evil") + [Entry(name, victim.evilConfig)]
        let zip = try victim.zip(entries)
        let before = try victim.state()
        for command in [
            ["unpack", "-d", ".", zip], ["unpack", zip], ["unpack", "-d", "new", zip], ["import", zip], ["import", "--commit", zip],
            ["import", "--commit", "--folder", ".", zip], ["diff", zip, "HEAD"],
        ] {
            let run = try BuiltProgram.run(command, in: victim.path)
            #expect(run.status == 2 && run.errors.contains("nothing was"), "\(command.prefix(3)): \(run)")
            #expect(try victim.isUntouched(since: before), "\(command)")
        }
    }

    /// As what a component becomes: names come from inside the documents too.
    @Test(arguments: ["../../x", ".git/hooks/post-checkout", "a/../../../x", ".gitattributes", "..", "x/.git/config"])
    func componentsThatLeadOutAreRefused(name: String) throws {
        let victim = try Victim()
        let customizations = """
            <ImportExportXml><WebResources><WebResource><WebResourceId>{1}</WebResourceId><Name>\(name)</Name>\
            <FileName>/WebResources/one</FileName></WebResource></WebResources></ImportExportXml>
            """
        let zip = try victim.zip(
            BadZipTests.solution("Evil", customizations: customizations) + [Entry("WebResources/one", victim.evilConfig)])
        let before = try victim.state()
        for command in [["unpack", "-d", ".", zip], ["import", "--commit", "--folder", ".", zip], ["import", zip]] {
            let run = try BuiltProgram.run(command, in: victim.path)
            #expect(run.status == 2, "\(command): \(run)")
            #expect(try victim.isUntouched(since: before), "\(command)")
        }
    }

    @Test(arguments: [
        "../../evil", "/tmp/evil", "a/b", "..", "-x", "--exec=touch x", "a b", "a\nb", "a\u{301}", "\u{430}", ".git", "a.b", "refs", "x\"y",
        "a:b", "é",
    ])
    func aNameThatIsNoneIsRefusedEverywhere(name: String) throws {
        let victim = try Victim()
        let spelled = name.utf8.contains(UInt8(ascii: "\"")) ? "x&quot;y" : name
        let isSound = name == "refs"
        let zip = try victim.zip(BadZipTests.solution(spelled))
        let folder = victim.directory.path + "/folder/Other"
        try Files.createDirectories(folder)
        try Files.write(Array(BadZipTests.manifest(spelled).utf8), to: folder + "/Solution.xml")
        try Files.write(Array("<ImportExportXml />".utf8), to: folder + "/Customizations.xml")
        let before = try victim.state()
        guard !isSound else {
            #expect(try victim.sol("unpack", "-q", zip).status == 0)
            return
        }
        for command in [
            ["unpack", zip], ["unpack", "-d", "new", zip], ["import", "--commit", zip], ["pack", "../folder"],
            ["pack", "../folder", "-o", "."],
            ["pack", "../folder", "-o", "x.zip"], ["tag", "1.0.0.0", "--unmanaged", zip, "--managed", zip], ["ls", zip],
        ] {
            let run = try BuiltProgram.run(command, in: victim.path)
            #expect(run.status >= 2 && run.errors.contains("UniqueName"), "\(command): \(run)")
            #expect(try victim.isUntouched(since: before), "\(command)")
        }
    }

    @Test func aVersionDecidesNoPath() throws {
        let victim = try Victim()
        let folder = victim.directory.path + "/folder/Other"
        try Files.createDirectories(folder)
        let manifest = BadZipTests.manifest("Evil").replacing("<Version>1.0</Version>", with: "<Version>1/../../../x</Version>")
        try Files.write(Array(manifest.utf8), to: folder + "/Solution.xml")
        try Files.write(Array("<ImportExportXml />".utf8), to: folder + "/Customizations.xml")
        let before = try victim.state()
        let run = try victim.sol("pack", "../folder", "-o", ".")
        #expect(run.status == 2 && run.errors.contains("version"), "\(run)")
        #expect(try victim.isUntouched(since: before))
    }

    /// The package says what it is called; whoever has put a link of that name there does not decide where it goes.
    @Test func aLinkOfTheSolutionsNameIsNotFollowed() throws {
        let victim = try Victim()
        try Files.createDirectories(victim.directory.path + "/elsewhere")
        _ = try Process.run(["ln", "-s", "../elsewhere", victim.path + "/Evil"])
        let zip = try victim.zip(BadZipTests.solution("Evil"))
        let before = try victim.state()
        let run = try victim.sol("unpack", zip)
        #expect(run.status == 2 && run.errors.contains("symbolic link"), "\(run)")
        #expect(try victim.isUntouched(since: before))
        #expect(try victim.sol("import", zip).status >= 2)
        #expect(try Walk.list(victim.directory.path + "/elsewhere").isEmpty)
    }

    /// The clone brings a link of the name that the zip would have: nobody has named it.
    @Test(arguments: [[], ["-o", "."], ["-o", "out"]])
    func aLinkOfTheZipsNameIsNotFollowed(flags: [String]) throws {
        let repository = try ExampleRepository()
        let outside = repository.directory.path + "-outside"
        try Files.write(Array("precious".utf8), to: outside)
        defer { try? Files.remove(outside) }
        try Files.createDirectories(repository.path + "/out")
        for folder in ["", "/out"] {
            for name in ["ContosoOrders_1_0_0_0.zip", "ContosoOrders_1_0_0_0_managed.zip"] {
                _ = try Process.run(["ln", "-s", outside, repository.path + folder + "/" + name])
            }
        }
        let run = try BuiltProgram.run(["pack", "sol"] + flags, in: repository.path)
        #expect(run.status == 0, "\(run)")
        #expect(try Files.read(outside) == Array("precious".utf8))
    }

    /// `bin` is a sound name for a solution, and for a folder that is somebody's.
    @Test func aFolderOfTheSolutionsNameIsNotTakenForIts() throws {
        let victim = try Victim()
        let zip = try victim.zip(BadZipTests.solution("bin") + [Entry("deploy/run", "evil")])
        try victim.directory.write("mine", to: "repo/bin/deploy/run")
        let before = try victim.state()
        let run = try victim.sol("unpack", zip)
        #expect(run.status == 2 && run.errors.contains("'-d'"), "\(run)")
        #expect(try victim.isUntouched(since: before))
        try Files.removeTree(victim.path + "/bin")
        #expect(try victim.sol("unpack", "-q", zip).status == 0)
        #expect(try victim.sol("unpack", "-q", zip).status == 0)
    }

    /// At the top of a folder lies what is a repository's own.
    @Test func whatLiesAtTheTopIsNotReplaced() throws {
        let victim = try Victim()
        let zip = try victim.zip(BadZipTests.solution("Evil") + [Entry("Makefile", "all:\n\ttouch \(victim.sentinel)\n")])
        try victim.directory.write("all:\n", to: "repo/Makefile")
        let run = try victim.sol("unpack", "-d", ".", zip)
        #expect(run.status == 2 && run.errors.contains("Makefile"), "\(run)")
        #expect(try Files.read(victim.path + "/Makefile") == Array("all:\n".utf8))
        #expect(try victim.sol("unpack", "-q", "--clobber", "-d", ".", zip).status == 0)
    }

    /// A revision is no file of words, though a clone has one of that name.
    @Test func aRevisionIsNoResponseFile() throws {
        let repository = try ExampleRepository()
        try repository.directory.write("HEAD -o stolen --log logged", to: "~1")
        try repository.commit("a gift")
        let run = try repository.sol("pack", "@~1", "-o", "x.zip")
        #expect(run.status == 0, "\(run)")
        #expect(!Files.exists(repository.path + "/stolen") && !Files.exists(repository.path + "/logged"))
    }

    /// What has no end is not read.
    ///
    /// A pipe for `.gitattributes` is none of them: libgit2 opens it and waits, as git does, and a pipe comes in no clone.
    @Test(arguments: [
        ("sol/Other/Solution.xml", "/dev/zero"), ("sol/Other/Solution.xml", "fifo"), ("sol/Other/Customizations.xml", "/dev/zero"),
        ("sol/Other/Customizations.xml", "fifo"), (".gitattributes", "/dev/zero"),
    ])
    func devicesAreNotRead(path: String, target: String) throws {
        let repository = try ExampleRepository()
        let zip = repository.path + "/x.zip"
        #expect(try repository.sol("pack", "sol", "-q", "-o", zip).status == 0)
        try Files.remove(repository.path + "/" + path)
        if target == "fifo" {
            _ = try Process.run(["mkfifo", repository.path + "/" + path])
        } else {
            _ = try Process.run(["ln", "-s", target, repository.path + "/" + path])
        }
        for words in [
            ["status"], ["ls"], ["check"], ["diff", "HEAD"], ["import", zip], ["pack", "-o", "y.zip"], ["rm", "-n", "role/*"],
        ] {
            for folder in ["", "/sol"] {
                let end = try BuiltProgram.end(of: words, in: repository.path + folder, killedAfter: 20)
                #expect(
                    end != .killed(signal: 9) && end != .killed(signal: 6) && end != .exited(137) && end != .exited(134),
                    "\(words) in '\(folder)': \(end)")
            }
        }
    }

    /// A link at any place where an import or unpacking would write.
    @Test(arguments: ["sol", "sol/Roles", "sol/WebResources", "sol/WebResources/s_", "sol/WebResources/s_/folder1"])
    func linksInAWorkingTreeAreNotFollowed(place: String) throws {
        let victim = try Victim()
        let outside = victim.directory.path + "/elsewhere"
        let zips = [
            try victim.directory.write(SampleSolution.zip(version: 1), to: "1.zip"),
            try victim.directory.write(SampleSolution.zip(version: 2), to: "2.zip"),
        ]
        #expect(try victim.sol("unpack", "-q", "-d", "sol", zips[0]).status == 0)
        try victim.git("add", "-A")
        try victim.git("commit", "-qm", "solution")
        // The folder is elsewhere, a link leads to it, and the index still has its files.
        try Files.rename(victim.path + "/" + place, to: outside)
        _ = try Process.run(["ln", "-s", outside, victim.path + "/" + place])
        let before = try Walk.list(outside)
        let isNamed = place == "sol"
        for command in [
            ["unpack", "-d", "sol", zips[1]], ["import", "--force", zips[1]], ["restore", "-s", "HEAD", "**"], ["rm", "-f", "role/*"],
            ["rm", "-f", "webresource/**"],
        ] where !(isNamed && command[0] == "unpack") {
            let run = try BuiltProgram.run(command, in: victim.path)
            #expect(try Walk.list(outside) == before, "\(command): \(run)")
        }
    }

    @Test func outputsAreWrittenThroughWhatIsThere() throws {
        let repository = try ExampleRepository()
        let pipe = repository.path + "/pipe"
        _ = try Process.run(["mkfifo", pipe])
        let reader = try Process.run(
            ["/bin/sh", "-c", "cat pipe > read & '\(BuiltProgram.path)' pack sol -o pipe; wait"], directory: repository.path)
        #expect(reader.end == .exited(0), "\(String(decoding: reader.errors, as: UTF8.self))")
        #expect(try Files.status(pipe)?.kind == .other)
        #expect(try Files.read(repository.path + "/read").starts(with: "PK".utf8))
        _ = try Process.run(["ln", "-s", "real.zip", repository.path + "/link.zip"])
        #expect(try repository.sol("pack", "sol", "-o", "link.zip").status == 0)
        #expect(try Files.status(repository.path + "/link.zip")?.kind == .link)
        #expect(try Files.status(repository.path + "/real.zip")?.kind == .file)
        #expect(try repository.sol("pack", "sol", "-o", "/dev/null").status == 0)
        #expect(try Files.status("/dev/null")?.kind == .other)
    }
}

extension String {
    /// The text with each occurrence of another replaced.
    fileprivate func replacing(_ old: String, with new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}

// git sol tag on the shipped solution: both halves made of it, tagged, cloned, tampered with, packed and compared.

import Bindings
import TestSupport
import Testing

struct TagTests {
    typealias Sample = ImportRepository
    private static let view = "sol/Entities/contoso_Order/SavedQueries/{d0a1b2d3-0001-4000-8000-000000000001}.xml"
    static let name = "ContosoOrders/v1.0.0.0"

    /// The two exports of the shipped solution, the managed one made of the same files.
    private func halves(
        _ sample: Sample, version: String = "1.0.0.0", managedVersion: String? = nil,
        edits: [(file: String, old: String, new: String)] = [], managedEdits: [(file: String, old: String, new: String)] = []
    ) throws -> [String] {
        func number(_ version: String) -> [(file: String, old: String, new: String)] {
            [(Sample.manifest, "<Version>1.0.0.0", "<Version>\(version)")]
        }
        let unmanaged = try sample.export("u\(version).zip", edits: number(version) + edits)
        let flag = (file: Sample.manifest, old: "<Managed>0", new: "<Managed>1")
        let managed = try sample.export(
            "m\(version).zip", edits: number(managedVersion ?? version) + edits + managedEdits + [flag], isManaged: true)
        return ["--unmanaged", unmanaged, "--managed", managed]
    }

    private func empty(_ words: String...) throws -> TemporaryDirectory {
        let directory = TemporaryDirectory()
        _ = try Process.run(
            ["git", "init", "-q", "-b", "main"] + words + [directory.path], environment: GitRun.environment(home: directory.path))
        return directory
    }

    /// Something that only one half says and that a folder holds once.
    private static let oneSided = (file: ExampleRepository.table, old: "description=\"Total\"", new: "description=\"Managed total\"")

    // MARK: - Making

    @Test(arguments: [false, true])
    func theFirstCommitIsARelease(isBare: Bool) throws {
        let sample = try Sample()
        let directory = try isBare ? empty("--bare") : empty()
        let git = GitRun(in: directory.path)
        let run = try sample.sol(["tag"] + halves(sample), in: directory.path)
        #expect(run.status == 0 && run.output.hasPrefix("tagged '\(Self.name)' at "), "\(run)")
        #expect(try git("rev-parse", Self.name + "^{commit}") == git("rev-parse", "main"))
        #expect(try git("cat-file", "-t", Self.name) == "tag")
        #expect(try git("for-each-ref", "--format=%(contents:subject)", "refs/tags") == "Contoso Orders 1.0.0.0")
        let trailers = try git("for-each-ref", "--format=%(contents:trailers:only,unfold)", "refs/tags").split(separator: "\n").map {
            $0.prefix { $0 != ":" }
        }
        #expect(
            trailers == [
                "Solution", "Solution-Version", "Publisher", "Folder", "Commit", "Unmanaged-Digest", "Managed-Digest", "Tool",
                "Message-Digest",
            ])
        #expect(try git("fsck", "--strict") == "")
        let verified = try sample.sol(["tag", "--verify", Self.name], in: directory.path)
        #expect(verified.status == 0 && verified.output.hasPrefix("\(Self.name): both halves are what was tagged\n"), "\(verified)")
        let again = try sample.sol(["tag"] + halves(sample), in: directory.path)
        #expect(again.status == 2 && again.errors.contains("the tag '\(Self.name)' is there already"), "\(again)")
        let forced = try sample.sol(["tag", "-q", "--force"] + halves(sample), in: directory.path)
        #expect(forced.description == "[status 0]\n")
        #expect(try git("rev-list", "--count", "main") == "1")
    }

    @Test func theMessageTellsWhatChanged() throws {
        let sample = try Sample()
        let directory = try empty()
        #expect(try sample.sol(["tag", "-q"] + halves(sample), in: directory.path).status == 0)
        let next = try sample.sol(
            ["tag", "-q", "-m", "For the fair."] + halves(sample, version: "1.1.0.0", edits: [Sample.label]), in: directory.path)
        #expect(next.status == 0, "\(next)")
        let message = try GitRun(in: directory.path)("for-each-ref", "--format=%(contents)", "refs/tags/ContosoOrders/v1.1.0.0")
        #expect(
            message.hasPrefix(
                """
                Contoso Orders 1.1.0.0

                For the fair.

                Since 1.0.0.0:
                ~ solution Contoso Orders: 1 change
                ~ table Order: 1 change

                Solution: ContosoOrders
                Solution-Version: 1.1.0.0

                """), "\(message)")
        let list = try sample.sol(["tag", "--list"], in: directory.path)
        let lines = list.output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasPrefix("\(Self.name)  2026-01-02  verified  unmanaged "), "\(list)")
        #expect(lines[1].hasPrefix("ContosoOrders/v1.1.0.0  2026-01-02  verified"), "\(list)")
        let json = try sample.sol(["tag", "--list", "--json"], in: directory.path)
        #expect(json.output.contains("\"format\": \"git-sol.tag/1\"") && json.output.contains("\"version\": \"1.1.0.0\""), "\(json)")
        let diff = try sample.sol(["diff", "--stat", Self.name, "ContosoOrders/v1.1.0.0"], in: directory.path)
        #expect(diff.output.contains("table Order"), "\(diff)")
    }

    @Test func aFolderOfBothHalvesIsTaggedAsItIs() throws {
        let sample = try Sample()
        let directory = try empty()
        let zips = try halves(sample)
        #expect(try sample.importing("--commit", "-q", zips[1], zips[3], in: directory.path).status == 0)
        #expect(try sample.sol(["tag", "-q", "1.0.0.0", "HEAD"], in: directory.path).description == "[status 0]\n")
        #expect(try sample.sol(["tag", "--verify", Self.name], in: directory.path).status == 0)
        let alone = try sample.sol(["tag"])
        #expect(alone.status == 2 && alone.errors.contains("the managed half is missing"), "\(alone)")
        let other = try sample.sol(["tag", "2.0.0.0"], in: directory.path)
        #expect(other.status == 2 && other.errors.contains("the release has version 1.0.0.0, not 2.0.0.0"), "\(other)")
        let half = try sample.sol(["tag", "--unmanaged", zips[1]], in: directory.path)
        #expect(half.status == 2 && half.errors.contains("'--managed' is missing"), "\(half)")
    }

    @Test func numbersThatDriftedApartAreAligned() throws {
        let sample = try Sample()
        let zips = try halves(sample, managedVersion: "1.0.0.1")
        for (words, version) in [
            (["--align"], "1.0.0.1"), (["--version-from", "unmanaged"], "1.0.0.0"), (["--version-from", "3.0"], "3.0"),
            (["--align", "4.0.0.0"], "4.0.0.0"),
        ] {
            let directory = try empty()
            let refused = try sample.sol(["tag"] + zips, in: directory.path)
            #expect(refused.status == 1 && refused.output.contains("unmanaged 1.0.0.0, managed 1.0.0.1"), "\(refused)")
            let run = try sample.sol(["tag", "-q"] + words + zips, in: directory.path)
            #expect(run.status == 0, "\(words): \(run)")
            let name = "ContosoOrders/v" + version
            #expect(try sample.sol(["tag", "--verify", name], in: directory.path).status == 0)
            #expect(
                try GitRun(in: directory.path)("for-each-ref", "--format=%(contents)", "refs/tags").contains(
                    "unmanaged 1.0.0.0 and managed 1.0.0.1"))
        }
    }

    @Test func halvesThatDifferAreRefusedUnlessThatIsMeant() throws {
        let sample = try Sample()
        let directory = try empty()
        let zips = try halves(sample, managedEdits: [Self.oneSided])
        let refused = try sample.sol(["tag"] + zips, in: directory.path)
        #expect(
            refused.status == 1 && refused.output.contains("halves-differ: column ")
                && refused.output.contains(" of Order › display name en-US (1033): "),
            "\(refused)")
        #expect(try GitRun(in: directory.path)("for-each-ref") == "")
        let check = try sample.sol(["check", "--pair", zips[1], zips[3]])
        #expect(check.status == 1 && check.output.hasSuffix("1 finding\n"), "\(check)")
        let run = try sample.sol(["tag", "--allow-differences"] + zips, in: directory.path)
        #expect(run.status == 0 && run.output.contains("the tag carries what that cannot: 1 file, which"), "\(run)")
        let verified = try sample.sol(["tag", "--verify", Self.name], in: directory.path)
        #expect(verified.status == 0 && verified.output.contains("unmanaged Entities/contoso_Order/Entity.xml: 1 edit"), "\(verified)")
        #expect(
            try GitRun(in: directory.path)("cat-file", "tag", Self.name).contains(
                " of Order › display name en-US (1033): "))
    }

    // MARK: - From a clone

    @Test func aCloneOfTheTagHasBothZips() throws {
        let sample = try Sample()
        let directory = try empty()
        let zips = try halves(sample, managedEdits: [Self.oneSided])
        #expect(try sample.sol(["tag", "-q", "--allow-differences"] + zips, in: directory.path).status == 0)
        var made: [[UInt8]] = []
        let places: [[String: String]] = [["LC_ALL": "C", "TZ": "UTC"], ["LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"]]
        for variables in places {
            let clone = TemporaryDirectory()
            try GitRun(in: clone.path)("clone", "-q", "--bare", "--single-branch", "--branch", Self.name, "file://" + directory.path, "c d")
            let script = "umask \(made.isEmpty ? "022" : "077") && exec \"$@\""
            let result = try Process.run(
                ["sh", "-c", script, "sh", BuiltProgram.path, "pack", "-q", Self.name, "--both", "-o", clone.path],
                environment: Environment(BuiltProgram.environment().merging(variables) { $1 }), directory: clone.path + "/c d")
            #expect(result.end == .exited(0), "\(String(decoding: result.errors, as: UTF8.self))")
            made.append(
                try Files.read(clone.path + "/ContosoOrders_1_0_0_0.zip") + Files.read(clone.path + "/ContosoOrders_1_0_0_0_managed.zip"))
            for (zip, name) in [(zips[1], "ContosoOrders_1_0_0_0.zip"), (zips[3], "ContosoOrders_1_0_0_0_managed.zip")] {
                let diff = try sample.sol(["diff", "--noise", "--exit-code", zip, clone.path + "/" + name])
                #expect(diff.status == 0, "\(diff)")
                let tagged = try sample.sol(["diff", "--noise", "--exit-code", Self.name, zip], in: clone.path + "/c d")
                #expect(tagged.status == 0, "\(tagged)")
            }
            let swapped = try sample.sol(
                ["diff", "--exit-code", Self.name, try sample.export(edits: [Sample.label])], in: clone.path + "/c d")
            #expect(swapped.status == 1 && swapped.output.contains("Grand total"), "\(swapped)")
        }
        #expect(made[0] == made[1])
    }

    /// What git stores in another form, as Git LFS, is read as what it stands for, and never stands in the message.
    @Test func filteredFilesAreContent() throws {
        let sample = try Sample()
        let directory = try empty()
        let git = GitRun(in: directory.path)
        for (name, command) in [("clean", "base64"), ("smudge", "base64 -d")] { try git("config", "filter.sixtyfour." + name, command) }
        try directory.write("*.json filter=sixtyfour\nEntity.xml filter=sixtyfour\n", to: ".gitattributes")
        try git("add", "-A")
        try git("commit", "-qm", "Attributes")
        let run = try sample.sol(["tag"] + halves(sample), in: directory.path)
        #expect(run.status == 0 && run.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("[") }, "\(run)")
        #expect(try !git("cat-file", "blob", Self.name + ":ContosoOrders/Entities/contoso_Order/Entity.xml").contains("<"))
        #expect(try sample.sol(["tag", "--verify", Self.name], in: directory.path).status == 0)
        #expect(try sample.sol(["tag", "-q"] + halves(sample, version: "1.1.0.0", edits: [Sample.label]), in: directory.path).status == 0)
        #expect(try git("cat-file", "tag", "ContosoOrders/v1.1.0.0").contains("~ table Order: 1 change\n"))
    }

    // MARK: - Tampering

    func tagged() throws -> (Sample, TemporaryDirectory, GitRun) {
        let sample = try Sample()
        let directory = try empty()
        guard
            try sample.sol(["tag", "-q", "--allow-differences"] + halves(sample, managedEdits: [Self.oneSided]), in: directory.path).status
                == 0
        else {
            throw GitRun.Failure("no tag")
        }
        return (sample, directory, GitRun(in: directory.path))
    }

    private func expectBroken(_ sample: Sample, _ directory: TemporaryDirectory, _ words: String, name: String = TagTests.name) throws {
        let run = try sample.sol(["tag", "--verify", name], in: directory.path)
        #expect(run.status == 1 && run.output.isEmpty && run.errors.contains(words), "\(words): \(run)")
    }

    /// Every byte of a line of the message, one after the other, in a tag object that git takes as sound.
    @Test func aChangedMessageIsFound() throws {
        let (sample, directory, git) = try tagged()
        let lines = try git("cat-file", "tag", Self.name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for number in lines.indices.dropFirst(4) where !lines[number].isEmpty {
            var changed = lines
            let last = changed[number].removeLast()
            changed[number].append(last == "x" ? "y" : "x")
            let id = try git("hash-object", "-t", "tag", "-w", directory.write(changed.joined(separator: "\n") + "\n", to: "tag.txt"))
            try git("update-ref", "refs/tags/" + Self.name, id)
            let run = try sample.sol(["tag", "--verify", Self.name], in: directory.path)
            #expect(run.status == 1, "line \(number), '\(lines[number])': \(run)")
        }
    }

    @Test func aChangedBlobIsFound() throws {
        let (sample, directory, git) = try tagged()
        // The blob itself, in the object of its id.
        let id = try git("rev-parse", Self.name + ":ContosoOrders/Roles/Order Clerk.xml")
        let bytes = try git("cat-file", "blob", id)
        for pack in try Walk.list(directory.path + "/.git/objects/pack", details: false).map(\.path) {
            try git("config", "gc.auto", "0")
            if pack.hasSuffix(".pack") {
                try Files.write(Files.read(directory.path + "/.git/objects/pack/" + pack), to: directory.path + "/all.pack")
                for ending in ["pack", "idx"] { try Files.remove(directory.path + "/.git/objects/pack/" + pack.dropLast(4) + ending) }
                let unpack = try Process.run(
                    ["git", "unpack-objects", "-q"], environment: GitRun.environment(home: directory.path), directory: directory.path,
                    input: .bytes(Files.read(directory.path + "/all.pack")))
                #expect(unpack.end == .exited(0))
            }
        }
        #expect(try sample.sol(["tag", "--verify", Self.name], in: directory.path).status == 0)
        let other = try git("hash-object", "-w", directory.write(bytes.replacing("Clerk", with: "Clark"), to: "role.xml"))
        func object(_ id: String) -> String { directory.path + "/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))" }
        let sound = try Files.read(object(id))
        try Files.remove(object(id))
        try Files.write(Files.read(object(other)), to: object(id))
        try expectBroken(sample, directory, "the blob \(id) of 'ContosoOrders/Roles/Order Clerk.xml' is damaged")
        try Files.remove(object(id))
        try Files.write(sound, to: object(id))
        #expect(try sample.sol(["tag", "--verify", Self.name], in: directory.path).status == 0)
        // Another commit with the tag's message, as git makes it.
        let index = ["GIT_INDEX_FILE": directory.path + "/index"]
        func plumbing(_ words: [String]) throws -> String {
            let result = try Process.run(
                ["git"] + words, environment: Environment(GitRun.environment(home: directory.path).variables.merging(index) { $1 }),
                directory: directory.path)
            guard result.end == .exited(0) else { throw GitRun.Failure(String(decoding: result.errors, as: UTF8.self)) }
            return String(String(decoding: result.output, as: UTF8.self).dropLast())
        }
        _ = try plumbing(["read-tree", Self.name])
        _ = try plumbing(["update-index", "--cacheinfo", "100644,\(other),ContosoOrders/Roles/Order Clerk.xml"])
        let commit = try plumbing(["commit-tree", "-m", "x", try plumbing(["write-tree"])])
        let text = try git("for-each-ref", "--format=%(contents)", "refs/tags")
        try git("tag", "-f", "--cleanup=verbatim", "-F", directory.write(text, to: "message.txt"), Self.name, commit)
        try expectBroken(sample, directory, "and points to \(commit)")
        try expectBroken(sample, directory, "the managed half is not the one that was tagged: its digest differs")
        let packed = try sample.sol(["pack", Self.name, "--both"], in: directory.path)
        #expect(packed.status == 2 && packed.errors.contains("the release '\(Self.name)' is not verified"), "\(packed)")
        #expect(!Files.exists(directory.path + "/ContosoOrders_1_0_0_0.zip"))
    }

    @Test func aChangedReferenceIsFound() throws {
        let (sample, directory, git) = try tagged()
        let id = try git("rev-parse", "refs/tags/" + Self.name)
        try git("update-ref", "refs/tags/ContosoOrders/v9.0.0.0", id)
        try expectBroken(sample, directory, "the tag calls itself '\(Self.name)'", name: "ContosoOrders/v9.0.0.0")
        try git("update-ref", "refs/tags/" + Self.name, "main")
        try expectBroken(sample, directory, "it is no release tag")
        let list = try sample.sol(["tag", "--list"], in: directory.path)
        #expect(list.output.contains("ContosoOrders/v9.0.0.0  2026-01-02  BROKEN"), "\(list)")
        try expectBroken(sample, directory, "there is no such tag", name: "ContosoOrders/v8")
        let file = directory.path + "/.git/refs/tags/" + Self.name
        for place in [0, 20, 39] {
            var bytes = Array(id.utf8)
            bytes[place] = bytes[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            try Files.write(bytes + [0x0A], to: file)
            let run = try sample.sol(["tag", "--verify", Self.name], in: directory.path)
            #expect(run.status == 1, "\(run)")
        }
    }

    @Test func aSignedTagIsVerifiedByGit() throws {
        let sample = try Sample()
        let directory = try empty()
        let git = GitRun(in: directory.path)
        let key = directory.path + "/key"
        guard let made = try? Process.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key]), made.end == .exited(0) else {
            return
        }
        try git("config", "gpg.format", "ssh")
        try git("config", "user.signingkey", key + ".pub")
        let owner = "ada@example.com " + String(decoding: try Files.read(key + ".pub"), as: UTF8.self)
        try git("config", "gpg.ssh.allowedSignersFile", try directory.write(owner, to: "signers"))
        let run = try sample.sol(["tag", "-q", "-s"] + halves(sample), in: directory.path)
        #expect(run.status == 0, "\(run)")
        let verified = try sample.sol(["tag", "--verify", Self.name], in: directory.path)
        #expect(verified.status == 0 && verified.output.contains("and the signature is good"), "\(verified)")
        let body = try git("for-each-ref", "--format=%(contents:body)", "refs/tags")
        #expect(body.contains("\nSolution: ContosoOrders\n") && !body.contains("SIGNATURE"), "\(body)")
        try directory.write("", to: "signers")
        try expectBroken(sample, directory, "its signature is not good")
    }

    // MARK: - Pushing

    @Test func onlySoundReleasesArePushed() throws {
        let (sample, directory, git) = try tagged()
        let remote = try empty("--bare")
        let program = Files.parent(of: BuiltProgram.path) ?? "."
        let variables = GitRun.environment(home: directory.path).variables.merging(["PATH": program + ":/usr/bin:/bin"]) { $1 }
        #expect(try BuiltProgram.run(["install", "-q"], in: directory.path, variables: variables).status == 0)
        func push(_ name: String) throws -> ProgramRun {
            let result = try Process.run(
                ["git", "push", "-q", remote.path, name], environment: Environment(variables), directory: directory.path)
            return ProgramRun(
                output: String(decoding: result.output, as: UTF8.self), errors: String(decoding: result.errors, as: UTF8.self),
                status: result.end == .exited(0) ? 0 : 1)
        }
        let sound = try push(Self.name)
        #expect(sound.status == 0, "\(sound)")
        try git("tag", "ContosoOrders/v2.0.0.0", "main")
        let light = try push("ContosoOrders/v2.0.0.0")
        #expect(light.status == 1 && light.errors.contains("cannot push the release 'ContosoOrders/v2.0.0.0'"), "\(light)")
        let tag = try git("cat-file", "tag", Self.name).replacing("Publisher: contoso", with: "Publisher: fabrikam") + "\n"
        try git("update-ref", "refs/tags/" + Self.name, git("hash-object", "-t", "tag", "-w", directory.write(tag, to: "tag.txt")))
        let broken = try push("+refs/tags/" + Self.name)
        #expect(broken.status == 1 && broken.errors.contains("its message was changed after it was made"), "\(broken)")
        try git("tag", "anything", "main")
        #expect(try push("anything").status == 0)
        #expect(try push("main").status == 0)
        _ = sample
    }
}

extension String {
    fileprivate func replacing(_ old: String, with new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}

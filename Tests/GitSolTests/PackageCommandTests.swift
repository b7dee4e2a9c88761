// git sol unpack and pack, end to end on the solution that the repository ships.

import Bindings
import TestSupport
import Testing

struct PackageCommandTests {
    private static let example: String = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Examples/orders"

    /// A directory with the example packed as `orders.zip`.
    private func packed() throws -> TemporaryDirectory {
        let directory = TemporaryDirectory()
        let run = try BuiltProgram.run("pack", Self.example, "-o", "orders.zip", in: directory.path)
        #expect(run.status == 0, "\(run)")
        return directory
    }

    private func contents(_ folder: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for entry in try Walk.list(folder) where entry.kind == .file { files[entry.path] = try Files.read(folder + "/" + entry.path) }
        return files
    }

    @Test func theRoundTripIsTheIdentity() throws {
        let directory = try packed()
        #expect(try BuiltProgram.run("unpack", "orders.zip", in: directory.path).status == 0)
        #expect(try contents(directory.path + "/ContosoOrders") == contents(Self.example))
        #expect(try BuiltProgram.run("pack", "ContosoOrders", "-o", "again.zip", in: directory.path).status == 0)
        #expect(try Files.read(directory.path + "/again.zip") == Files.read(directory.path + "/orders.zip"))
    }

    @Test func aRevisionPacksLikeItsFolderInAnyTimeZone() throws {
        let directory = try packed()
        let git = GitRun(in: directory.path)
        try git("init", "-q", "repository")
        _ = try Process.run(["cp", "-R", Self.example + "/.", directory.path + "/repository/solution"])
        try git("-C", "repository", "add", "-A")
        try git("-C", "repository", "commit", "-qm", "orders")
        let run = try BuiltProgram.run(
            "-C", "repository", "pack", "HEAD", "-o", "../revision.zip", in: directory.path,
            variables: ["TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8"])
        #expect(run.status == 0, "\(run)")
        #expect(try Files.read(directory.path + "/revision.zip") == Files.read(directory.path + "/orders.zip"))
    }

    @Test func onlyWhatChangedIsTouched() throws {
        let directory = try packed()
        _ = try BuiltProgram.run("unpack", "-d", "folder", "orders.zip", in: directory.path)
        let file = "OptionSets/contoso_priority.xml"
        try directory.write("changed", to: "folder/" + file)
        try directory.write("mine", to: "folder/notes.txt")
        let times = try Walk.list(directory.path + "/folder").map(\.modified)
        let run = try BuiltProgram.run("unpack", "-d", "folder", "orders.zip", "--json", in: directory.path)
        #expect(run.output.contains("\"written\": [\n    \"\(file)\"\n  ]"), "\(run)")
        let after = try Walk.list(directory.path + "/folder")
        for (entry, time) in zip(after, times) where entry.path != file && entry.kind == .file {
            #expect(entry.modified == time, "\(entry.path)")
        }
        #expect(try contents(directory.path + "/folder")["notes.txt"] == Array("mine".utf8))
    }

    @Test func deletionHappensOnlyWhenAskedAndOnlyToOurs() throws {
        let directory = try packed()
        _ = try BuiltProgram.run("unpack", "-d", "folder", "orders.zip", in: directory.path)
        try directory.write("<optionset Name=\"old\" />", to: "folder/OptionSets/old.xml")
        try directory.write("mine", to: "folder/notes.txt")
        let kept = try BuiltProgram.run("unpack", "-d", "folder", "orders.zip", in: directory.path)
        #expect(kept.status == 0 && kept.errors.contains("'OptionSets/old.xml'"), "\(kept)")
        let dry = try BuiltProgram.run("unpack", "-d", "folder", "--allow-delete", "--dry-run", "orders.zip", in: directory.path)
        #expect(dry.output == "would delete OptionSets/old.xml\n", "\(dry)")
        #expect(Files.exists(directory.path + "/folder/OptionSets/old.xml"))
        let run = try BuiltProgram.run(
            "/action:extract", "/zipfile:orders.zip", "/folder:folder", "/allowDelete:Yes", "/nologo", in: directory.path)
        #expect(run.status == 0, "\(run)")
        #expect(!Files.exists(directory.path + "/folder/OptionSets/old.xml") && Files.exists(directory.path + "/folder/notes.txt"))
    }

    @Test func everyReasonAgainstAPackageIsToldAtOnce() throws {
        let directory = try packed()
        _ = try BuiltProgram.run("unpack", "-d", "folder", "orders.zip", in: directory.path)
        try directory.write("x", to: "folder/WebResources/stray.js")
        try directory.write("<optionset", to: "folder/OptionSets/broken.xml")
        let copy = try Files.read(directory.path + "/folder/Roles/Order Clerk.xml")
        try directory.write(copy, to: "folder/Roles/Copy.xml")
        let run = try BuiltProgram.run("pack", "folder", "-o", "no.zip", in: directory.path)
        #expect(run.status == 2)
        for reason in [
            "'WebResources/stray.js' belongs to no component", "'OptionSets/broken.xml' does not parse", "both hold the security role",
        ] {
            #expect(run.errors.contains(reason), "\(run)")
        }
        #expect(!Files.exists(directory.path + "/no.zip"))
    }

    @Test func aRootComponentWithoutAFileIsTold() throws {
        let directory = try packed()
        _ = try BuiltProgram.run("unpack", "-d", "folder", "orders.zip", in: directory.path)
        #expect(try BuiltProgram.run("pack", "folder", "--strict", "-o", "whole.zip", in: directory.path).status == 0)
        try Files.remove(directory.path + "/folder/OptionSets/contoso_priority.xml")
        let run = try BuiltProgram.run("pack", "folder", "-o", "part.zip", in: directory.path)
        #expect(
            run.status == 0 && run.errors.contains("warning: no file holds choice 'contoso_priority', which the manifest lists"), "\(run)")
        let strict = try BuiltProgram.run("pack", "folder", "--strict", "-o", "no.zip", in: directory.path)
        #expect(strict.status == 2 && strict.errors.contains("contoso_priority"), "\(strict)")
    }

    @Test func halvesAreToldByContentAndMustFit() throws {
        let directory = try packed()
        _ = try Process.run(["cp", directory.path + "/orders.zip", directory.path + "/orders_managed.zip"])
        let misnamed = try BuiltProgram.run("unpack", "-d", "a", "orders_managed.zip", in: directory.path)
        #expect(misnamed.status == 0 && misnamed.errors.contains("is unmanaged, whatever its name says"), "\(misnamed)")
        let pair = try BuiltProgram.run("unpack", "-d", "b", "--both", "orders.zip", in: directory.path)
        #expect(pair.status == 2 && pair.errors.contains("both zips are unmanaged"), "\(pair)")
        let managed = try BuiltProgram.run("pack", Self.example, "--managed", "-o", "m.zip", in: directory.path)
        #expect(managed.status == 2 && managed.errors.contains("cannot be packed as the other half"), "\(managed)")
        #expect(!Files.exists(directory.path + "/b") && !Files.exists(directory.path + "/m.zip"))
    }

    @Test func aLinkInTheFolderIsNotFollowed() throws {
        let directory = try packed()
        try Files.createDirectories(directory.path + "/elsewhere")
        try Files.createDirectories(directory.path + "/folder")
        _ = try Process.run(["ln", "-s", directory.path + "/elsewhere", directory.path + "/folder/Roles"])
        let run = try BuiltProgram.run("unpack", "-d", "folder", "orders.zip", in: directory.path)
        #expect(run.status == 2 && run.errors.contains("symbolic link"), "\(run)")
        #expect(try Walk.list(directory.path + "/elsewhere").isEmpty)
    }

    /// The damage is in the content of a web resource, which is only read to be written.
    @Test(arguments: [[], ["--dry-run"]])
    func aDamagedZipWritesNothing(flags: [String]) throws {
        let directory = try packed()
        var bytes = try Files.read(directory.path + "/orders.zip")
        let name = Array("WebResources/".utf8)
        let entry = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
        bytes[entry + 80] ^= 0x55
        try directory.write(bytes, to: "damaged.zip")
        try directory.write("changed", to: "folder/OptionSets/contoso_priority.xml")
        for folder in ["folder", "new"] {
            let run = try BuiltProgram.run(["unpack", "-d", folder, "damaged.zip"] + flags, in: directory.path)
            #expect(run.status == 2 && run.errors.contains("WebResources/"), "\(run)")
        }
        #expect(
            try Walk.list(directory.path).filter { $0.kind == .file }.map(\.path) == [
                "damaged.zip", "folder/OptionSets/contoso_priority.xml", "orders.zip",
            ])
        #expect(!Files.exists(directory.path + "/new"))
    }

    @Test(arguments: ["x", "x/", "x/.", "./x", "a/b/x", "there"])
    func aFolderMayBeNamedInManyWays(name: String) throws {
        let directory = try packed()
        try Files.createDirectories(directory.path + "/there")
        let run = try BuiltProgram.run("unpack", "-d", name, "orders.zip", in: directory.path)
        #expect(run.status == 0, "\(run)")
        #expect(try contents(directory.path + "/" + name) == contents(Self.example))
    }
}

// git sol unpack and pack with the switches for build pipelines: mappings, resource files, logs, and pac's spellings.

import Bindings
import TestSupport
import Testing

struct PackageSwitchTests {
    private static let example: String = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Examples/orders"
    private static let script = "WebResources/contoso_/scripts/order.js"

    private func packed() throws -> TemporaryDirectory {
        let directory = TemporaryDirectory()
        let run = try BuiltProgram.run("pack", Self.example, "-o", "orders.zip", in: directory.path)
        #expect(run.status == 0, "\(run)")
        return directory
    }

    private func text(_ file: String) throws -> String { String(decoding: try Files.read(file), as: UTF8.self) }

    @Test func mappedFilesAreReadFromWhereTheyAreBuilt() throws {
        let directory = try packed()
        try directory.write("<Mapping><FileToPath map=\"WebResources\\**\\*.*\" to=\"..\\%OUT%\\**\" /></Mapping>", to: "map.xml")
        let unpack = try BuiltProgram.run(
            "/action:Extract", "/zipfile:orders.zip", "/folder:src", "/map:map.xml", in: directory.path, variables: ["OUT": "built"])
        #expect(unpack.status == 0 && unpack.errors.contains("1 mapped elsewhere"), "\(unpack)")
        #expect(!Files.exists(directory.path + "/src/" + Self.script) && Files.exists(directory.path + "/src/" + Self.script + ".data.xml"))

        let none = try BuiltProgram.run("pack", "src", "-o", "no.zip", "--map", "map.xml", in: directory.path, variables: ["OUT": "built"])
        #expect(none.status == 2 && none.errors.contains("no file that it is mapped to exists"), "\(none)")
        #expect(!Files.exists(directory.path + "/no.zip"))

        try directory.write("new", to: "built/js/ORDER.js")
        let pack = try BuiltProgram.run("pack", "src", "-o", "new.zip", "-m", "map.xml", in: directory.path, variables: ["OUT": "built"])
        #expect(pack.status == 0, "\(pack)")
        _ = try BuiltProgram.run("unpack", "-d", "again", "new.zip", in: directory.path)
        #expect(try text(directory.path + "/again/" + Self.script) == "new")
    }

    @Test func mappedFilesAreNeitherObsoleteNorPackedTwice() throws {
        let directory = try packed()
        _ = try BuiltProgram.run("unpack", "-d", "src", "orders.zip", in: directory.path)
        try directory.write(
            "<Mapping><FileToFile map=\"order.js\" to=\"build\\out.js\" /><FileToFile map=\"PluginAssemblies\\other\\other.dll\" to=\"no.dll\" /></Mapping>",
            to: "map.xml")
        let unpack = try BuiltProgram.run("unpack", "-d", "src", "--allow-delete", "-m", "map.xml", "orders.zip", in: directory.path)
        #expect(unpack.status == 0 && Files.exists(directory.path + "/src/" + Self.script), "\(unpack)")
        try directory.write(try Files.read(directory.path + "/src/" + Self.script), to: "src/build/out.js")
        let pack = try BuiltProgram.run("pack", "src", "-m", "map.xml", "-o", "again.zip", in: directory.path)
        #expect(pack.status == 0 && !pack.errors.contains("warning"), "\(pack)")
        #expect(try Files.read(directory.path + "/again.zip") == Files.read(directory.path + "/orders.zip"))
    }

    @Test func aMappingThatMakesNoSenseIsToldWithItsLine() throws {
        let directory = try packed()
        try directory.write("<Mapping>\n<Fold map=\"a\" to=\"b\" /></Mapping>", to: "map.xml")
        let run = try BuiltProgram.run("unpack", "-d", "src", "-m", "map.xml", "orders.zip", in: directory.path)
        #expect(run.status == 2 && run.errors.contains("'map.xml': line 2, column 1: 'Fold' is no mapping"), "\(run)")
        #expect(!Files.exists(directory.path + "/src"))
    }

    @Test func localisingAndMergingIsTheIdentityAndATranslationAddsLabels() throws {
        let directory = try packed()
        let unpack = try BuiltProgram.run("unpack", "-d", "src", "-loc", "true", "-src", "auto", "orders.zip", in: directory.path)
        #expect(unpack.status == 0, "\(unpack)")
        let english = directory.path + "/src/Resources/en-US/resources.en-US.resx"
        #expect(try Files.read(english) == Files.read(directory.path + "/src/Resources/template_resources.resx"))
        #expect(try BuiltProgram.run("pack", "--localize", "src", "-o", "same.zip", in: directory.path).status == 0)
        #expect(try Files.read(directory.path + "/same.zip") == Files.read(directory.path + "/orders.zip"))

        try directory.write(
            try text(english).replacing("<value>Urgent</value>", with: "<value>Dringend</value>"),
            to: "src/Resources/de-DE/resources.de-DE.resx")
        // Without the switch resource files are no part of the package either.
        let plain = try BuiltProgram.run("pack", "src", "-o", "plain.zip", in: directory.path)
        #expect(plain.status == 0 && plain.errors.contains("are not merged ('--localize')"), "\(plain)")
        #expect(try Files.read(directory.path + "/plain.zip") == Files.read(directory.path + "/orders.zip"))
        #expect(try BuiltProgram.run("pack", "--localize", "src", "-o", "german.zip", in: directory.path).status == 0)
        #expect(try BuiltProgram.run("unpack", "-d", "again", "german.zip", in: directory.path).status == 0)
        let choice = try text(directory.path + "/again/OptionSets/contoso_priority.xml")
        #expect(
            choice.contains(
                "description=\"Urgent\" languagecode=\"1033\" />\n        <label description=\"Dringend\" languagecode=\"1031\" />"),
            "\(choice)")
        let unknown = try BuiltProgram.run("unpack", "-d", "x", "--source-loc=tlh-QO", "orders.zip", in: directory.path)
        #expect(unknown.status == 2 && unknown.errors.contains("'tlh-QO'"), "\(unknown)")
    }

    @Test func theLogHoldsWhatTheLevelSays() throws {
        let directory = try packed()
        let quiet = try BuiltProgram.run(
            "unpack", "-d", "src", "--errorlevel", "Error", "--log", "log.txt", "orders.zip", in: directory.path)
        #expect(quiet.status == 0 && quiet.errors.isEmpty, "\(quiet)")
        #expect(try text(directory.path + "/log.txt") == "")
        let info = try BuiltProgram.run("unpack", "-d", "other", "-q", "/log:log.txt", "orders.zip", in: directory.path)
        #expect(info.status == 0 && info.errors.isEmpty, "\(info)")
        let first = try text(directory.path + "/log.txt")
        #expect(first.contains("written '\(Self.script)'\n") && first.hasSuffix("other: 12 files written, 0 unchanged\n"), "\(first)")
        _ = try BuiltProgram.run("unpack", "-d", "other", "-l", "log.txt", "-e", "verbose", "orders.zip", in: directory.path)
        let both = try text(directory.path + "/log.txt")
        #expect(both.hasPrefix(first) && both.contains("unchanged '\(Self.script)'"), "\(both)")
        let failure = try BuiltProgram.run("pack", "missing", "-o", "x.zip", "/errorlevel:Off", "/log:off.txt", in: directory.path)
        #expect(failure.status == 2 && failure.errors.isEmpty, "\(failure)")
        let bad = try BuiltProgram.run("unpack", "-d", "src", "--log", "no/such/folder/log.txt", "orders.zip", in: directory.path)
        #expect(bad.status != 0 && bad.errors.contains("no/such/folder"), "\(bad)")
    }

    @Test func pacsOptionsMeanTheSame() throws {
        let directory = try packed()
        let unpack = try BuiltProgram.run(
            "unpack", "--zipfile", "orders.zip", "--folder", "src", "--packagetype", "Unmanaged", "--allowDelete", "true", "-aw", "true",
            "--clobber", "true", "--singleComponent", "None", "-pca", "false", "-same", in: directory.path)
        #expect(unpack.status == 0 && !unpack.errors.contains("warning"), "\(unpack)")
        let pack = try BuiltProgram.run(
            "pack", "-z", "again.zip", "-f", "src", "-p", "Unmanaged", "-ad", "false", "-c", "true", "--disablePluginRemap", "-same", "-e",
            "Info",
            in: directory.path)
        #expect(pack.status == 0, "\(pack)")
        #expect(try Files.read(directory.path + "/again.zip") == Files.read(directory.path + "/orders.zip"))
        let single = try BuiltProgram.run("unpack", "-z", "orders.zip", "-f", "one", "-sc", "Plugin", in: directory.path)
        #expect(single.status == 2 && single.errors.contains("a solution is unpacked and packed whole"), "\(single)")
        let canvas = try BuiltProgram.run("pack", "-z", "c.zip", "-f", "src", "--processCanvasApps", in: directory.path)
        #expect(canvas.status == 0 && canvas.errors.contains("canvas apps are not taken apart"), "\(canvas)")
    }

    @Test func remappingWithoutAnAssemblyChangesNothing() throws {
        let directory = try packed()
        let run = try BuiltProgram.run(
            "/action:Pack", "/zipfile:again.zip", "/folder:" + Self.example, "/remapPluginTypeNames", in: directory.path)
        #expect(run.status == 0, "\(run)")
        #expect(try Files.read(directory.path + "/again.zip") == Files.read(directory.path + "/orders.zip"))
    }

    @Test func stepsFollowTheAssemblyThatIsPacked() throws {
        let directory = try packed()
        _ = try BuiltProgram.run("unpack", "-d", "src", "orders.zip", in: directory.path)
        let xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        try directory.write(
            xml
                + "<PluginAssembly FullName=\"Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null\" PluginAssemblyId=\"a\"><FileName>/PluginAssemblies/Contoso/Contoso.dll</FileName></PluginAssembly>",
            to: "src/PluginAssemblies/Contoso/Contoso.dll.data.xml")
        try directory.write("no assembly", to: "src/PluginAssemblies/Contoso/Contoso.dll")
        try directory.write(
            xml
                + "<SdkMessageProcessingStep SdkMessageProcessingStepId=\"{b}\"><PluginTypeName>Contoso.Step, Contoso.Plugins, Version=0.9.0.0, Culture=neutral, PublicKeyToken=null</PluginTypeName></SdkMessageProcessingStep>",
            to: "src/SdkMessageProcessingSteps/{b}.xml")
        for (flag, version) in [("--no-remap-plugin-type-names", "0.9.0.0"), ("--remapPluginTypeNames", "1.0.0.0")] {
            let run = try BuiltProgram.run("pack", "src", flag, "-o", "new.zip", in: directory.path)
            #expect(run.status == 0 && run.errors.contains("is now") == (version == "1.0.0.0"), "\(run)")
            _ = try BuiltProgram.run("unpack", "-d", "again", "new.zip", in: directory.path)
            #expect(try text(directory.path + "/again/SdkMessageProcessingSteps/{b}.xml").contains("Contoso.Plugins, Version=\(version),"))
        }
    }
}

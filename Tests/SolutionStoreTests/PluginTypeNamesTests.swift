// Names of assemblies: as text, as an assembly's own metadata has them, and in the full names of types.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

/// The smallest executable with metadata: a module and the assembly's row.
enum SmallAssembly {
    static func bytes(name: String, version: [Int], culture: String = "", publicKey: [UInt8] = []) -> [UInt8] {
        func number(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        let strings = [0] + Array(name.utf8) + [0] + Array(culture.utf8) + [0]
        let blobs = [0, UInt8(publicKey.count)] + publicKey
        let module = number(0, 2) + number(1, 2) + number(1, 2) + number(0, 4)
        let assembly =
            number(0x8004, 4) + version.flatMap { number($0, 2) } + number(0, 4) + number(publicKey.isEmpty ? 0 : 1, 2) + number(1, 2)
            + number(name.utf8.count + 2, 2)
        let tables =
            number(0, 4) + [2, 0, 0, 1] + number(1, 4) + number(1, 4) + number(0, 8) + number(1, 4) + number(1, 4) + module + assembly
        var streams: [UInt8] = []
        var contents: [UInt8] = []
        for (stream, bytes) in [("#~", tables), ("#Strings", strings), ("#Blob", blobs)] {
            let padded = Array(stream.utf8) + [UInt8](repeating: 0, count: 4 - stream.utf8.count % 4)
            // Behind the root's 20 bytes with its version text, and the three headers of 8 bytes and their names.
            streams += number(24 + 3 * 8 + 4 + 12 + 8 + contents.count, 4) + number(bytes.count, 4) + padded
            contents += bytes
        }
        let root = number(0x424A_5342, 4) + number(1, 4) + number(0, 4) + number(4, 4) + Array("v4\0\0".utf8) + number(0, 2) + number(3, 2)
        let metadata = root + streams + contents
        let command = number(72, 4) + number(0, 4) + number(0x2000 + 72, 4) + number(metadata.count, 4) + [UInt8](repeating: 0, count: 56)
        var optional = number(0x10B, 2) + [UInt8](repeating: 0, count: 94 + 16 * 8)
        optional.replaceSubrange(96 + 14 * 8..<96 + 15 * 8, with: number(0x2000, 4) + number(72, 4))
        let section =
            [UInt8](repeating: 0, count: 8) + number(0x1000, 4) + number(0x2000, 4) + number(command.count + metadata.count, 4)
            + number(0x200, 4) + [UInt8](repeating: 0, count: 16)
        var file = [0x4D, 0x5A] + [UInt8](repeating: 0, count: 58) + number(64, 4)
        file +=
            Array("PE\0\0".utf8) + number(0x14C, 2) + number(1, 2) + [UInt8](repeating: 0, count: 12) + number(optional.count, 2)
            + number(0, 2)
        file += optional + section
        file += [UInt8](repeating: 0, count: 0x200 - file.count)
        return file + command + metadata
    }
}

struct PluginTypeNamesTests {
    @Test(
        arguments: [
            ("A, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null", "A|Version=1.0.0.0, Culture=neutral, PublicKeyToken=null"),
            ("A.B,Version=1.0.0.0", "A.B|Version=1.0.0.0"), ("A", nil), ("A, Culture=neutral", nil), ("", nil), (", Version=1.0.0.0", nil),
        ] as [(String, String?)])
    func namesAreReadFromText(text: String, expected: String?) {
        #expect(AssemblyName(text).map { $0.name + "|" + $0.rest } == expected)
    }

    @Test func namesAreReadFromAssemblies() {
        let plain = SmallAssembly.bytes(name: "Made.Up", version: [1, 2, 3, 65535])
        #expect(
            AssemblyName(assembly: plain, digest: SHA1.digest)?.description
                == "Made.Up, Version=1.2.3.65535, Culture=neutral, PublicKeyToken=null")
        // The token of the key that every .NET installation knows, that of the standard itself.
        let key: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0]
        let signed = SmallAssembly.bytes(name: "S", version: [4, 0, 0, 0], culture: "de", publicKey: key)
        #expect(
            AssemblyName(assembly: signed, digest: SHA1.digest)?.description
                == "S, Version=4.0.0.0, Culture=de, PublicKeyToken=b77a5c561934e089")
    }

    @Test func whatIsNoAssemblyHasNoName() {
        let whole = SmallAssembly.bytes(name: "Made.Up", version: [1, 2, 3, 4])
        for length in whole.indices {
            let part = AssemblyName(assembly: Array(whole[..<length]), digest: SHA1.digest)
            #expect(part == nil || part?.name == "Made.Up" || length > whole.count - 12, "\(length)")
        }
        var random = SeededRandom(seed: 7)
        for _ in 0..<2000 {
            var bytes = whole
            for _ in 0..<4 { bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random) }
            _ = AssemblyName(assembly: bytes, digest: SHA1.digest)
        }
    }

    @Test func typesFollowTheirAssembly() throws {
        let old = "Version=1.0.0.0, Culture=neutral, PublicKeyToken=null"
        let text = """
            <ImportExportXml><SolutionPluginAssemblies><PluginAssembly FullName="My.Plugins, \(old)"><FileName>/PluginAssemblies/x/My.dll</FileName>
            <PluginTypes><PluginType AssemblyQualifiedName="My.Type`1[[System.Int32, mscorlib]], My.Plugins, \(old)" Name="My.Type" /></PluginTypes>
            </PluginAssembly></SolutionPluginAssemblies><SdkMessageProcessingSteps><SdkMessageProcessingStep>
            <PluginTypeName>My.Type, my.plugins, Version=0.9.0.0, Culture=neutral, PublicKeyToken=null</PluginTypeName></SdkMessageProcessingStep>
            <SdkMessageProcessingStep><PluginTypeName>Other.Type, Other, \(old)</PluginTypeName></SdkMessageProcessingStep>
            </SdkMessageProcessingSteps></ImportExportXml>
            """
        let tree = try Document(Array(text.utf8), syntax: .xml, names: Names()).tree
        let assemblies = PluginTypeNames.assemblies(in: tree)
        #expect(assemblies.map(\.entry) == ["PluginAssemblies/x/My.dll"])
        var names = PluginTypeNames()
        let new = try #require(AssemblyName("My.Plugins, Version=2.0.0.0, Culture=neutral, PublicKeyToken=null"))
        for (_, registered) in assemblies { names.add(registered, new) }
        let expected = text.replacing("My.Plugins, \(old)", with: new.description).replacing(
            "my.plugins, Version=0.9.0.0, Culture=neutral, PublicKeyToken=null", with: new.description)
        #expect(String(decoding: names.remap(tree), as: UTF8.self) == expected)
        #expect(names.changes.count == 2)
    }

    /// The text behind `Assembly Version` in the resources for Windows.
    private static func resourceVersion(_ bytes: [UInt8]) -> String? {
        let mark = "Assembly Version".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        guard let start = bytes.indices.first(where: { bytes[$0] == mark[0] && bytes[$0...].starts(with: mark) }) else { return nil }
        let rest = bytes[(start + mark.count)...].drop { $0 == 0 }
        let text = stride(from: rest.startIndex, to: rest.endIndex - 1, by: 2).lazy.map { UInt16(rest[$0]) | UInt16(rest[$0 + 1]) << 8 }
            .prefix { $0 != 0 }
        return String(decoding: Array(text.prefix(40)), as: UTF16.self)
    }

    @Test(
        .enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"), arguments: Corpus.packages)
    func realAssembliesAreCalledWhatTheyAreRegisteredAs(package: Corpus.Package) throws {
        for zip in package.zips {
            let snapshot = try ZipSnapshot(zip)
            guard snapshot.paths.contains(where: { $0.hasSuffix(".dll") }) else { continue }
            let tree = try Document(try snapshot.read("customizations.xml"), syntax: .xml, names: Names()).tree
            for (entry, registered) in PluginTypeNames.assemblies(in: tree) where snapshot.paths.contains(entry) {
                let bytes = try snapshot.read(entry)
                let read = AssemblyName(assembly: bytes, digest: SHA1.digest)
                if read == registered { continue }
                // A real one was built anew and never registered so: what its resources say of its version is the referee then.
                let version = Self.resourceVersion(bytes) ?? "?"
                let expected = registered.rest.split(separator: ",").map { $0.hasPrefix("Version=") ? "Version=" + version : String($0) }
                #expect(
                    read?.name == registered.name && read?.rest.split(separator: ",").map(String.init) == expected,
                    "\(entry): \(String(describing: read))")
            }
        }
    }
}

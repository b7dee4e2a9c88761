// git sol pack --package: the assets of a Package Deployer package, several solutions in the order of their import.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension PackCommand {
    /// Writes the zips and `ImportConfig.xml` into a folder. Of a state that has a managed half it is that.
    static func writePackage(to folder: String, _ arguments: Arguments, _ world: World) throws -> ExitStatus {
        guard arguments.positionals.count > 0, arguments.values(only).isEmpty, arguments.value(output) == nil else {
            throw UsageError(
                message: "'--package' takes a folder and states to pack",
                hints: ["as in 'git sol pack --package PkgAssets Contoso/v1.2.0.0'"])
        }
        var parts: [(packed: PackedSolution, name: CheckedPath, solution: IndexedSolution)] = []
        for place in arguments.positionals {
            let managed = try world.release(place).map { try world.soundHalves(of: $0).managed }
            let snapshot: any Snapshot = try managed ?? world.solutionSnapshot(place)
            let listing = try choose(arguments, snapshot, world)
            let form: PackageForm = listing.manifest.managed == .unmanaged ? .unmanaged : .managed
            let packed = try pack(snapshot, listing.path, form, PackOptions())
            for warning in packed.warnings { world.warn("\(warning)") }
            guard let solution = try IndexedSolution.all(in: snapshot, folders: [listing.path], rules: world.rules()).first else {
                throw CommandError("'\(place)' holds no solution")
            }
            guard SolutionVersion(packed.manifest.version) != nil else {
                throw CommandError("the version of '\(place)' is none: '\(packed.manifest.version)'")
            }
            let name = try packageName(packed, form)
            guard !parts.contains(where: { $0.packed.manifest.uniqueName.lowercased() == packed.manifest.uniqueName.lowercased() }) else {
                throw CommandError("the solution '\(packed.manifest.uniqueName)' is named twice", hints: ["name each solution once"])
            }
            // A short version and a long name may read alike: 'A' 1.2 and 'A_1' 2.
            if let other = parts.first(where: { $0.name.text.lowercased() == name.text.lowercased() }) {
                throw CommandError(
                    "the zips of '\(other.packed.manifest.uniqueName)' and '\(packed.manifest.uniqueName)' would both be called '\(name.text)'",
                    hints: ["'git sol version X.Y.Z.W' gives one of them a version of four parts"])
            }
            parts.append((packed, name, solution))
        }
        let order = try SolutionDependencies(parts.map(\.solution)).graph.order
        for group in order where group.count > 1 {
            let names = group.map { parts[$0].packed.manifest.uniqueName }.joined(separator: ", ")
            world.warn("these solutions need each other, and no order serves both: \(names)")
        }
        let sorted = order.flatMap(\.self).map { parts[$0] }
        let target = TrustedPath(trusting: folder)
        try Files.createDirectories(target)
        let root = try Root(target)
        for part in sorted {
            let bytes = try part.packed.zip()
            try root.write(bytes, to: part.name)
            world.say("\(folder)/\(part.name.text): \(bytes.count) bytes")
        }
        try root.write(configuration(of: sorted.map(\.name.text)), to: PathGate.check("ImportConfig.xml"))
        world.say("\(folder)/ImportConfig.xml")
        return .done
    }

    /// What the deployer reads: which zips, and in which order. Their names are letters, digits, '_' and a dot.
    private static func configuration(of zips: [String]) -> [UInt8] {
        let lines = zips.map { "    <configsolutionfile solutionpackagefilename=\"\($0)\" />\n" }.joined()
        return Array(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <configdatastorage xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" installsampledata="false" waitforsampledatatoinstall="true" agentdesktopzipfile="" agentdesktopexename="" crmmigdataimportfile="">
              <solutions>
            \(lines)  </solutions>
            </configdatastorage>

            """.utf8)
    }
}

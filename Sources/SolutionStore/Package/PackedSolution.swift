// Packing: the folder of a solution, on disk or in a revision, into a zip that is the same wherever it is made.

internal import Bindings
public import SolutionCore

/// Which half of a solution a package is to be.
public enum PackageForm: Sendable {
    case unmanaged, managed
}

/// What may be passed over when packing, because somebody said so.
public struct PackOptions: Sendable {
    /// Leave files out that belong to no component.
    public var ignoresStrays = false
    /// Take the unmanaged file for a managed twin that is missing; else a managed package goes without, with a warning.
    public var usesUnmanagedForMissing = false
    /// Refuse root components without a file. Real exports have some: parts of other solutions and of plug-in packages.
    public var refusesMissingRoots = false
    /// Which files stand outside the folder.
    public var mapping: FileMapping?
    /// Where the relative paths of the mapping start.
    public var mappingFolder = ""
    /// Merge the texts of the folder's resource files into the documents.
    public var localises = false
    /// Put the names of the assemblies that are packed into the full names of plug-in types.
    public var remapsPluginTypes = false

    public init() {}
}

/// A solution's folder, put together into one half of a package.
public struct PackedSolution {
    public let manifest: Manifest
    /// What is worth telling though there is a package, in words.
    public let warnings: [String]
    /// The names of assemblies that were put right, old and new.
    public let remapped: [(old: String, new: String)]
    private let entries: [(name: String, bytes: [UInt8])]

    /// Puts a folder together. Everything that would make a broken package is told at once.
    public init(
        _ snapshot: some Snapshot, folder: String, form: PackageForm, options: PackOptions = PackOptions()
    ) throws(PackRefusal) {
        let snapshot = WholeSnapshot(snapshot)
        let mapped = options.mapping.map { MappedFiles($0, folder: options.mappingFolder) }
        let files = SolutionFolder(snapshot, folder: folder, mapped: mapped)
        let joined = files.join(
            asManaged: form == .managed, usesUnmanagedForMissing: options.usesUnmanagedForMissing)
        var problems = joined.problems + files.failures
        guard let manifest = files.manifest else {
            throw PackRefusal(reasons: problems.isEmpty ? ["'Other/Solution.xml' is not a solution's manifest"] : problems)
        }
        if manifest.managed != .both, (manifest.managed == .managed) != (form == .managed) {
            let says = manifest.managed == .managed ? "managed" : "unmanaged"
            problems.append("'Other/Solution.xml' says that the folder is \(says): it cannot be packed as the other half")
        }
        problems += joined.managedOnly.map { "'\($0)' has no unmanaged twin" }
        // What was packed before, and lies beside the manifest since.
        let start = manifest.uniqueName.lowercased() + "_"
        func isPackage(_ path: String) -> Bool {
            let name = path.lowercased()
            return !name.contains("/") && name.hasPrefix(start) && name.hasSuffix(".zip")
        }
        if !options.ignoresStrays {
            problems += joined.strays.filter { !isPackage($0) }.map { "'\($0)' belongs to no component ('--ignore-strays' leaves it out)" }
        }
        var warnings: [String] = []
        if !options.usesUnmanagedForMissing, !joined.missingTwins.isEmpty {
            warnings = joined.missingTwins.map {
                "'\($0)' has no managed twin: the managed package goes without it ('--use-unmanaged-for-missing-managed')"
            }
        }
        let missing = files.unresolvedRoots.map { "no file holds \($0.words), which the manifest lists" }
        if options.refusesMissingRoots { problems += missing + joined.unheld } else { warnings += missing + joined.unheld }
        var entries = [("customizations.xml", joined.customizations), ("solution.xml", joined.manifest)]
        if options.localises, problems.isEmpty {
            var resources = FolderResources(snapshot, folder: folder, paths: files.paths)
            for index in entries.indices { entries[index].1 = resources.merged(into: entries[index].1) }
            problems += resources.problems
            warnings += resources.warnings(isBoth: manifest.managed == .both)
        } else if let file = files.paths.first(where: Translations.isTranslation) {
            warnings.append("'\(file)' and its like are not merged ('--localize')")
        }
        let strays = options.ignoresStrays ? Set(exact: joined.strays) : []
        let wanted = joined.entries.filter { !strays.contains($0.path) && !isPackage($0.path) && !Translations.isResource($0.path) }
        if let mapped { for entry in wanted { mapped.look(for: entry.path) } }
        for entry in wanted.told(.packing) {
            do throws(StoreError) {
                if let mapped, mapped.has(entry.path) {
                    // Where the mapping leads nowhere, it says so itself.
                    guard let bytes = try mapped.bytes(of: entry.path) else { continue }
                    guard LargeFile(pointer: bytes) == nil else { throw StoreError(.failed, "'\(entry.path)' \(LargeFile.problem)") }
                    entries.append((entry.name, bytes))
                } else if mapped?.isSource(entry.path) != true {
                    entries.append((entry.name, try snapshot.read(folder + entry.path)))
                }
            } catch {
                problems.append(error.message)
            }
        }
        problems += mapped?.problems ?? []
        problems += Self.problems(of: entries.map(\.0))
        var typeNames = PluginTypeNames()
        if options.remapsPluginTypes, problems.isEmpty {
            do throws(ParseError) {
                entries[0].1 = try typeNames.remap(entries[0].1, with: entries)
            } catch {
                problems.append("the joined document does not parse: \(error.message)")
            }
        }
        guard problems.isEmpty else { throw PackRefusal(reasons: problems) }
        warnings += mapped?.warnings ?? []
        warnings += ((try? snapshot.links) ?? []).filter { $0.hasPrefix(folder) }.map {
            "'\($0)' is a symbolic link: nobody follows it, and the package goes without it"
        }
        warnings += joined.missingContent.map { "'\($0)' is not there: the package goes without it" }
        entries.append(("[Content_Types].xml", ContentTypes.document(for: entries.map(\.0))))
        self.manifest = manifest
        self.warnings = warnings
        remapped = typeNames.changes
        self.entries = entries
    }

    /// What is in the zip, in its order.
    public var entryNames: [String] { entries.map(\.name) }

    /// Names that no zip should have: the folder's files and what documents call their content may be called anything.
    private static func problems(of names: [String]) -> [String] {
        let unsound = names.compactMap { name in PathGate.problem(name).map { "the zip's entry '\(name)' \($0)" } }
        return unsound
            + PathClashes.pairs(names).map { one, other in
                one.utf8.elementsEqual(other.utf8)
                    ? "two files are to be the zip's entry '\(one)'"
                    : "the zip's entries '\(one)' and '\(other)' differ only in letter case"
            }
    }

    /// What is in the zip, as unpacking sees it, without making the zip.
    func package() throws(StoreError) -> Package {
        let contents = Dictionary(exact: entries.map { ($0.name, $0.bytes) }) { first, _ in first }
        return try Package(MemorySnapshot(contents, named: manifest.uniqueName), names: Names())
    }

    /// The zip. The same folder gives the same bytes, on every machine.
    public func zip() throws(StoreError) -> [UInt8] {
        do throws(ZipError) {
            let writer = try ZipWriter()
            for entry in entries.told(.packing) { try writer.add(entry.name, entry.bytes) }
            return try writer.finish()
        } catch {
            throw StoreError(.failed, "cannot make the zip: \(error.message)")
        }
    }
}

/// Why a folder cannot be packed: every reason at once.
public struct PackRefusal: Error, Equatable, Sendable {
    public let reasons: [String]
}

/// The part that tells which entry is of which type.
private enum ContentTypes {
    static func document(for names: [String]) -> [UInt8] {
        var extensions: [String] = []
        var others: [String] = []
        for name in names {
            let file = name.split(separator: "/").last ?? ""
            let parts = file.split(separator: ".", omittingEmptySubsequences: false)
            let ending = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
            if ending.isEmpty || !ending.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }) {
                others.append(name)
            } else if !extensions.contains(ending) {
                extensions.append(ending)
            }
        }
        var text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        text += "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        for ending in extensions {
            let type = ending == "xml" ? "text/xml" : "application/octet-stream"
            text += "<Default Extension=\"\(ending)\" ContentType=\"\(type)\" />"
        }
        for name in others {
            text += "<Override PartName=\"/\(escaped(name))\" ContentType=\"application/octet-stream\" />"
        }
        return Array((text + "</Types>").utf8)
    }

    private static func escaped(_ name: String) -> String {
        var bytes: [UInt8] = []
        XMLText.escape(Array(name.utf8)[...], attribute: true, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

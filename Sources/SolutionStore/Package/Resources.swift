// Texts between a package and its resource files: written beside the folder's other files, and merged when it is packed.

internal import SolutionCore

/// Which resource files unpacking writes.
public struct ResourceOptions: Sendable {
    /// One file for each language.
    public var localises = false
    /// The language of a template for translators; "" for the one that the solution was made in.
    public var template: String?
    /// Name folders and files by number.
    public var usesNumbers = false

    public init() {}
}

extension UnpackedSolution {
    /// Adds resource files with the texts of these halves. What is to be known of them is given in words.
    public mutating func addResources(of packages: [Package], _ options: ResourceOptions) -> [String] {
        guard options.localises || options.template != nil else { return [] }
        var texts = LocalisedTexts()
        for package in packages { texts.add(package.half, isManaged: package.isManaged) }
        let solution = packages.first?.manifest.uniqueName ?? ""
        var warnings: [String] = []
        var made: [(path: String, bytes: [UInt8])] = []
        if options.localises { made = texts.files(solution: solution, usesNumbers: options.usesNumbers) }
        if let wish = options.template, let lcid = wish.isEmpty ? texts.base : wish {
            if let template = texts.template(lcid, solution: solution) {
                made.append(template)
            } else {
                warnings.append("no template is written: the solution has no text in language \(lcid)")
            }
        }
        if texts.unnamed > 0 { warnings.append("\(texts.unnamed) lists of texts stay out of the resource files: nothing tells them apart") }
        if !texts.disputed.isEmpty {
            warnings.append("\(texts.disputed.count) lists of texts stay out of the resource files: they differ between the halves")
        }
        let paths = Set(exact: made.map(\.path))
        files.removeAll { paths.contains($0.path) }
        files = Self.sorted(files + made.map { File(path: $0.path, content: .text($0.bytes)) })
        return warnings
    }

    private static func sorted(_ files: [File]) -> [File] {
        files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}

/// The resource files of a folder that is packed.
struct FolderResources {
    private(set) var problems: [String] = []
    private var translations = Translations()

    /// Reads them all.
    init(_ snapshot: some Snapshot, folder: String, paths: [String]) {
        for path in paths where Translations.isResource(path) {
            do throws(StoreError) {
                let bytes = try snapshot.read(folder + path)
                do throws(ParseError) {
                    try translations.add(try Document(bytes, syntax: .xml, names: Names()).tree, path: path)
                } catch {
                    problems.append("'\(path)' does not parse: line \(error.line): \(error.message)")
                }
            } catch {
                problems.append(error.message)
            }
        }
    }

    /// A document with the texts in it.
    mutating func merged(into document: [UInt8]) -> [UInt8] {
        do throws(ParseError) {
            return translations.merge(into: try Document(document, syntax: .xml, names: Names()).tree)
        } catch {
            problems.append("the joined document does not parse: \(error.message)")
            return document
        }
    }

    /// What is to be known when all documents are done. A folder of both halves holds texts that one of them has not.
    func warnings(isBoth: Bool) -> [String] {
        guard !isBoth, let first = translations.unused.first else { return [] }
        return ["\(translations.unused.count) texts of the resource files are for nothing in the package, '\(first)' first"]
    }
}

// The shared corpus of real solutions, where there is one: folders beside the checkout, or those that SOL_CORPUS names.

internal import Bindings

/// Real exports, what the real packager makes of them, and real merges.
public enum Corpus {
    /// The folders that are one corpus together, divided by `:` in `SOL_CORPUS`. Without any, tests that need them say that they are skipped.
    public static let folders: [String] = {
        let beside = "/" + #filePath.split(separator: "/").dropLast(4).map(String.init).joined(separator: "/") + "/shared/"
        let named = Environment.current["SOL_CORPUS"]?.split(separator: ":").map(String.init)
        return (named ?? [beside + "corpus", beside + "corpus2"]).filter { Files.isDirectory($0 + "/packages") }
    }()

    public static var isPresent: Bool { !folders.isEmpty }

    /// Whether long proofs go over all of it (`SOL_ROUNDS`), and not over the small packages alone.
    public static var isWhole: Bool { Environment.current["SOL_ROUNDS"] != nil }

    /// One exported solution and what belongs to it.
    public struct Package: Sendable, CustomStringConvertible {
        public let name: String
        public let folder: String
        public let zips: [String]

        public var description: String { name }
        /// Is in the first of the corpus' folders, whose packages some tests count.
        public var isCounted: Bool { Corpus.isCounted(folder) }
        public var unmanaged: String? { zips.first { !$0.hasSuffix("_managed.zip") } }
        public var managed: String? { zips.first { $0.hasSuffix("_managed.zip") } }

        /// Is among those that a run of all tests has the time for.
        public var isSmall: Bool { (try? Files.read(folder + "/expected-unmanaged.tar.xz").count).map { $0 < 250_000 } ?? false }

        /// Unpacks what the packager made of it (`unmanaged`, `managed`, `both`), where it is there.
        public func expected(_ form: String, into directory: String) throws -> String? {
            let archive = folder + "/expected-\(form).tar.xz"
            guard Files.exists(archive) else { return nil }
            let target = directory + "/" + form
            try Files.createDirectories(target)
            let result = try Process.run(["tar", "-xJf", archive, "-C", target])
            guard result.end == .exited(0) else { throw UnpackFailure(archive: archive) }
            return target
        }
    }

    struct UnpackFailure: Error { let archive: String }

    public static let packages: [Package] = inner("packages").map { name, folder in
        let zips = ((try? Walk.list(folder, details: false)) ?? []).map(\.path).filter { $0.hasSuffix(".zip") }
        return Package(name: name, folder: folder, zips: zips.map { folder + "/" + $0 })
    }

    /// Packages of which both halves are there.
    public static let pairs = packages.filter { $0.unmanaged != nil && $0.managed != nil }

    /// A merge that people made, as `base`, `ours`, `theirs` and `human` in its folder.
    public struct Merge: Sendable, CustomStringConvertible {
        public let name: String
        public let folder: String

        public var description: String { name }
        /// Is in the first of the corpus' folders, whose merges some tests count.
        public var isCounted: Bool { Corpus.isCounted(folder) }

        /// The folder of one of its states, where it has one.
        public func side(_ name: String) -> String? { Files.isDirectory(folder + "/" + name) ? folder + "/" + name : nil }
    }

    public static let merges: [Merge] = inner("merges").map(Merge.init)

    public static let notSolutions: [String] = folders.map { $0 + "/not-solutions/" }.flatMap { folder in
        ((try? Walk.list(folder, details: false)) ?? []).map { folder + $0.path }
    }

    private static func isCounted(_ folder: String) -> Bool { folders.first.map { folder.hasPrefix($0 + "/") } ?? false }

    /// The folders in one of the corpus' own, by name.
    private static func inner(_ kind: String) -> [(name: String, folder: String)] {
        folders.map { $0 + "/" + kind }.flatMap { folder in
            ((try? Walk.list(folder, details: false) { !$0.contains("/") }) ?? []).filter { $0.kind == .directory }
                .map { ($0.path, folder + "/" + $0.path) }
        }
    }
}

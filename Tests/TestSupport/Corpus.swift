// The shared corpus of real solutions, where there is one: beside the checkout, or where SOL_CORPUS points.

internal import Bindings

/// Real exports, what the real packager makes of them, and real merges.
public enum Corpus {
    /// The corpus' folder, or nil: tests that need it then say that they are skipped.
    public static let path: String? = {
        let beside = #filePath.split(separator: "/").dropLast(4).map(String.init).joined(separator: "/")
        let candidates = [Environment.current["SOL_CORPUS"], "/" + beside + "/shared/corpus"].compactMap(\.self)
        return candidates.first { Files.isDirectory($0 + "/packages") }
    }()

    public static var isPresent: Bool { path != nil }

    /// Whether long proofs go over all of it (`SOL_ROUNDS`), and not over the small packages alone.
    public static var isWhole: Bool { Environment.current["SOL_ROUNDS"] != nil }

    /// One exported solution and what belongs to it.
    public struct Package: Sendable, CustomStringConvertible {
        public let name: String
        public let folder: String
        public let zips: [String]

        public var description: String { name }
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

    public static let packages: [Package] = {
        guard let path, let entries = try? Walk.list(path + "/packages", details: false) else { return [] }
        let folders = entries.filter { $0.kind == .directory && !$0.path.contains("/") }.map(\.path)
        return folders.map { name in
            let prefix = name + "/"
            let zips = entries.map(\.path).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".zip") }
            return Package(name: name, folder: path + "/packages/" + name, zips: zips.map { path + "/packages/" + $0 })
        }
    }()

    public static let notSolutions: [String] = {
        guard let path, let entries = try? Walk.list(path + "/not-solutions", details: false) else { return [] }
        return entries.map { path + "/not-solutions/" + $0.path }
    }()
}

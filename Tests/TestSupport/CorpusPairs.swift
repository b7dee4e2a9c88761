// Pairs of real files, before and after: what merges changed, and consecutive versions of exports.

internal import Bindings
internal import SolutionStore

/// A file that changed in reality.
public struct CorpusPair: Sendable {
    public let name: String
    /// In the solution's folder.
    public let path: String
    public let before: [UInt8]
    public let after: [UInt8]
}

public enum CorpusPairs {
    /// Folders that are two states of one solution, or parts of it.
    public static func folders() -> [(name: String, before: String, after: String)] {
        Corpus.merges.flatMap { merge in
            let sides = [("base", "ours"), ("base", "theirs"), ("ours", "theirs"), ("base", "human")]
            return sides.compactMap { before, after -> (name: String, before: String, after: String)? in
                guard let one = merge.side(before), let other = merge.side(after) else { return nil }
                return (name: "\(merge) \(before)-\(after)", before: one, after: other)
            }
        }
    }

    /// Exports of which a later version is there.
    public static func versions() -> [(name: String, before: Corpus.Package, after: Corpus.Package)] {
        func stem(_ name: String) -> Substring { name[..<(name.firstIndex { $0 == "_" } ?? name.endIndex)] }
        return zip(Corpus.packages, Corpus.packages.dropFirst()).compactMap { one, other in
            stem(one.name) == stem(other.name) && !one.name.hasPrefix("sample") && !one.name.hasPrefix("repacked")
                ? ("\(one.name) \(other.name)", one, other) : nil
        }
    }

    /// Every file that two states have both, with different bytes.
    public static func all() throws -> [CorpusPair] {
        var pairs: [CorpusPair] = []
        for folder in folders() {
            pairs += try changed(try FolderSnapshot(folder.before), try FolderSnapshot(folder.after), folder.name)
        }
        for version in versions() {
            let directory = TemporaryDirectory()
            for form in ["unmanaged", "managed"] {
                guard let before = try version.before.expected(form, into: directory.path + "/before"),
                    let after = try version.after.expected(form, into: directory.path + "/after")
                else { continue }
                pairs += try changed(try FolderSnapshot(before), try FolderSnapshot(after), version.name)
            }
        }
        return pairs
    }

    private static func changed(_ before: FolderSnapshot, _ after: FolderSnapshot, _ name: String) throws -> [CorpusPair] {
        let there = Set(after.paths)
        return try before.paths.filter(there.contains).compactMap { path in
            let (one, other) = (try before.read(path), try after.read(path))
            return one == other ? nil : CorpusPair(name: name, path: inSolution(path), before: one, after: other)
        }
    }

    /// The path from the solution's folder, as far as it can be told from the path alone.
    public static func inSolution(_ path: String) -> String {
        let folders = [
            "Other/", "Entities/", "Workflows/", "WebResources/", "OptionSets/", "Roles/", "Dashboards/", "AppModules/",
            "AppModuleSiteMaps/", "PluginAssemblies/", "SdkMessageProcessingSteps/", "Controls/", "CanvasApps/", "Connectors/",
            "environmentvariabledefinitions/", "customapis/", "Reports/",
        ]
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for start in parts.indices where folders.contains(parts[start] + "/") {
            return parts[start...].joined(separator: "/")
        }
        return path
    }
}

// Real pairs as releases: tagged, cloned, made again elsewhere, unpacked to what the packager makes; and real manifests renumbered.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct ReleaseCorpusTests {
    /// All of them with `make releases`, else every sixth.
    static let pairs = Corpus.isWhole ? Corpus.pairs : Corpus.pairs.enumerated().filter { $0.offset % 6 == 0 }.map(\.element)

    @Test(arguments: pairs)
    func aCloneGivesBothHalves(package: Corpus.Package) throws {
        let directory = TemporaryDirectory()
        let git = GitRun(in: directory.path)
        let people = GitRun.environment(home: directory.path).variables
        try git("init", "-q", "-b", "main", "first")
        let zips = ["--unmanaged", try #require(package.unmanaged), "--managed", try #require(package.managed)]
        let tagged = try BuiltProgram.run(["tag", "--allow-differences"] + zips, in: directory.path + "/first", variables: people)
        #expect(tagged.status == 0, "\(tagged)")
        let name = try git("-C", "first", "tag", "-l")
        var made: [[UInt8]] = []
        for (number, (locale, zone, mask)) in [("C", "UTC", "022"), ("tr_TR.UTF-8", "Asia/Kathmandu", "077")].enumerated() {
            let place = directory.path + "/elsewhere \(number)"
            try git("clone", "-q", "--bare", "--single-branch", "--branch", name, "file://" + directory.path + "/first", place)
            let words = ["sh", "-c", "umask \(mask) && \"$@\"", "sh", BuiltProgram.path, "pack", "-q", name, "--both", "-o", place]
            let variables = BuiltProgram.environment().merging(["LC_ALL": locale, "TZ": zone]) { $1 }
            let run = try Process.run(words, environment: Environment(variables), directory: place)
            #expect(run.end == .exited(0), "\(String(decoding: run.errors, as: UTF8.self))")
            let stem = place + "/" + name.replacing("/v", with: "_").replacing(".", with: "_")
            made.append(try Files.read(stem + ".zip") + Files.read(stem + "_managed.zip"))
            guard number == 0 else { continue }
            let verified = try BuiltProgram.run("tag", "--verify", name, in: place)
            #expect(verified.status == 0, "\(verified)")
            for (form, zip) in [("unmanaged", stem + ".zip"), ("managed", stem + "_managed.zip")] {
                guard let expected = try package.expected(form, into: directory.path) else { continue }
                let snapshot = try FolderSnapshot(expected)
                let files = try UnpackedSolution(Package(zip)).files
                expectNone(Set(files.map(\.path)).symmetricDifference(snapshot.paths).sorted(), "\(package) \(form)")
                for file in files {
                    try expectSame(file.bytes(), snapshot.read(file.path), "\(package) \(form) \(file.path)")
                }
            }
        }
        #expect(made.count == 2 && made[0] == made[1], "\(package)")
    }

    /// Every manifest, of folders and of exports: one text, and one line of a diff.
    @Test func aVersionIsOneText() throws {
        var manifests: [[UInt8]] = []
        for folder in Corpus.folders {
            let merges = try FolderSnapshot(folder + "/merges")
            for path in merges.paths where path.hasSuffix("Other/Solution.xml") { manifests.append(try merges.read(path)) }
        }
        for package in Corpus.packages {
            for zip in package.zips { manifests.append(try ZipSnapshot(zip).read("solution.xml")) }
            for file in try UnpackedSolution(Package(package.zips[0])).files where file.path == "Other/Solution.xml" {
                manifests.append(try file.bytes())
            }
        }
        var count = 0
        for bytes in manifests {
            guard let changed = try? SolutionVersionText.replaced(in: bytes, with: "12.34.56.7890", file: "Solution.xml") else { continue }
            count += 1
            let text = Array("<Version>12.34.56.7890</Version>".utf8)
            let place = try #require(changed.firstRange(of: text))
            let old = bytes[place.lowerBound...].firstRange(of: Array("</Version>".utf8))
            expectSame(bytes[..<place.lowerBound], changed[..<place.lowerBound])
            expectSame(bytes[try #require(old).upperBound...], changed[place.upperBound...])
            let lines = zip(bytes.split(separator: 0x0A), changed.split(separator: 0x0A)).filter { $0.0 != $0.1 }
            #expect(lines.count == 1 && bytes.count { $0 == 0x0A } == changed.count { $0 == 0x0A })
        }
        #expect(count > 80, "\(count) of \(manifests.count)")
    }
}

extension String {
    fileprivate func replacing(_ old: String, with new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}

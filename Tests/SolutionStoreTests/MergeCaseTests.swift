// Every case that broke somebody's merge, with the outcome it must have here. The tables are in `MergeCases.swift`.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct MergeCaseTests {
    @Test(arguments: MergeCase.clean) func isMergedClean(_ merge: MergeCase) throws { try check(merge) }

    @Test(arguments: MergeCase.conflicts) func isOneConflict(_ merge: MergeCase) throws { try check(merge) }

    @Test(arguments: MergeCase.doubts) func doubtStaysWhereItIs(_ merge: MergeCase) throws { try check(merge) }

    @Test(arguments: MergeCase.unknown) func isMergedByWhatItSays(_ merge: MergeCase) throws { try check(merge) }

    @Test(arguments: MergeCase.odd) func losesNothing(_ merge: MergeCase) throws { try check(merge) }

    private func check(_ merge: MergeCase) throws {
        let result = try FileMerger().merge(base: merge.base, ours: merge.ours, theirs: merge.theirs, path: merge.path)
        let text = String(decoding: result.bytes, as: UTF8.self)
        let told = result.conflicts.map { "\($0.address): \($0.reason.rawValue)" }
        switch merge.outcome {
        case .clean(let expected):
            #expect(result.isClean, "\(told) \(result.doubt ?? "")")
            #expect(text == expected)
            #expect(result.doubt == nil)
        case .bytes(let expected):
            #expect(result.isClean && result.bytes == expected, "\(told) \(result.doubt ?? "")")
        case .conflict(let address, let reason):
            #expect(told == ["\(address): \(reason.rawValue)"], "\(result.doubt ?? "")\n\(text)")
            #expect(!result.isClean)
            #expect(text.split(separator: "\n").count { $0.hasPrefix("<<<<<<<") } == 1, "\(text)")
            let swapped = try FileMerger().merge(base: merge.base, ours: merge.theirs, theirs: merge.ours, path: merge.path)
            #expect(swapped.conflicts.map { "\($0.address): \($0.reason.rawValue)" } == told)
        case .conflictInTwoPlaces(let address):
            #expect(told == ["\(address): \(Conflict.Reason.twoPlaces.rawValue)"], "\(result.doubt ?? "")\n\(text)")
            #expect(text.split(separator: "\n").count { $0.hasPrefix("<<<<<<<") } == 2, "\(text)")
            let key = address.split(separator: "/").last ?? ""
            for (isOurs, side) in [(true, merge.ours), (false, merge.theirs)] {
                let taken = String(decoding: taking(ours: isOurs, of: result.bytes), as: UTF8.self)
                #expect(taken.split(separator: key).count == String(decoding: side, as: UTF8.self).split(separator: key).count, "\(taken)")
            }
            #expect(result.conflicts.first?.ours != result.conflicts.first?.theirs)
        case .asGit:
            for (style, flags) in [("merge", [String]()), ("diff3", ["--diff3"]), ("zdiff3", ["--zdiff3"])] {
                var labels = MarkerStyle(size: 9, showsBase: style != "merge", ours: "mine", base: "old", theirs: "other")
                labels.trimsLines = style == "zdiff3"
                let merger = FileMerger(markers: labels)
                let result = try merger.merge(base: merge.base, ours: merge.ours, theirs: merge.theirs, path: merge.path)
                let git = try gitMerge(merge, flags + ["--marker-size=9", "-L", "mine", "-L", "old", "-L", "other"])
                #expect(result.bytes == git.bytes, "\(style)")
                #expect(result.isClean == git.isClean)
            }
        case .binary:
            #expect(result.way == .binary)
            #expect(!result.isClean)
            #expect(result.bytes == merge.ours)
            #expect(result.conflicts.count == 1)
        }
    }

    /// Git's own program on the same three files.
    private func gitMerge(_ merge: MergeCase, _ flags: [String]) throws -> (bytes: [UInt8], isClean: Bool) {
        let directory = TemporaryDirectory()
        let names = ["ours", "base", "theirs"].map { directory.path + "/" + $0 }
        for (name, bytes) in zip(names, [merge.ours, merge.base ?? [], merge.theirs]) { try Files.write(bytes, to: name) }
        let result = try Process.run(["git", "merge-file", "-p", "-q"] + flags + names)
        return (result.output, result.end == .exited(0))
    }

    /// What both sides set by a rule is told, with the rule.
    @Test func decisionsAreTold() throws {
        let base = MergeSamples.manifest
        let result = try FileMerger().merge(
            base: Array(base.utf8), ours: Array(base.exchanging(["1.0.0.9": "1.0.0.10"]).utf8),
            theirs: Array(base.exchanging(["1.0.0.9": "1.0.0.12"]).utf8), path: MergeSamples.manifestPath)
        #expect(
            result.decisions.map { "\($0.rule) \($0.address) \($0.ours ?? "") \($0.theirs ?? "") \($0.chosen ?? "")" }
                == ["higher solution/Version 1.0.0.10 1.0.0.12 1.0.0.12"])
    }

    /// Beyond the limit a merge takes no longer than git's, and is git's.
    @Test func moreThanTheLimitIsLeftToGit() throws {
        let base = MergeSamples.manifest
        let (ours, theirs) = (base.exchanging(["1.0.0.9": "1.0.0.10"]), base.exchanging(["1.0.0.9": "1.0.0.12"]))
        let result = try FileMerger(limit: 1).merge(
            base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8), path: MergeSamples.manifestPath)
        let git = try FileMerger().mergeLines(base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8))
        #expect(result.way == .lines && result.bytes == git.bytes && !result.isClean)
        #expect(result.doubt == "too much differs")
    }

    /// As the files that hold them are.
    @Test func documentsInsideValuesAreBoundByTheLimit() throws {
        let base = MergeSamples.inside(["1033 a", "1031 b", "1036 c", "1043 d"])
        let (ours, theirs) = (
            base.exchanging(["\"a\"": "\"A\"", "\"b\"": "\"B\""]), base.exchanging(["\"c\"": "\"C\"", "\"d\"": "\"D\""])
        )
        func merged(limit: Int) throws -> FileMerge {
            try FileMerger(limit: limit).merge(
                base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8), path: "Other/Unknown.xml")
        }
        #expect(try merged(limit: 4).bytes == Array(MergeSamples.inside(["1033 A", "1031 B", "1036 C", "1043 D"]).utf8))
        #expect(try merged(limit: 2).conflicts.map(\.address.description) == ["file/Other/Unknown.xml/b"])
    }

    /// Hashes have another seed in each run; what comes of a merge may not.
    @Test func noMergeDependsOnTheSeedOfItsHashes() throws {
        for merge in MergeCase.clean + MergeCase.conflicts + MergeCase.doubts + MergeCase.unknown {
            let results = try [1, 0x1234_5678_9ABC_DEF0, .max].map { seed in
                try FileMerger(RepositoryRules(names: Names(seed: seed))).merge(
                    base: merge.base, ours: merge.ours, theirs: merge.theirs, path: merge.path)
            }
            #expect(Set(results.map(\.bytes)).count == 1, "\(merge.name)")
            #expect(Set(results.map { $0.conflicts.map(\.address.description) }).count == 1, "\(merge.name)")
        }
    }

    @Test func markersSayWhatAndShowTheBase() throws {
        let base = MergeSamples.choice
        let merger = FileMerger(markers: MarkerStyle(showsBase: true, ours: "HEAD", base: "abc", theirs: "topic"))
        let result = try merger.merge(
            base: Array(base.utf8), ours: Array(base.exchanging(["Small": "Little"]).utf8),
            theirs: Array(base.exchanging(["Small": "Tiny"]).utf8), path: MergeSamples.choicePath)
        let expected = base.exchanging([
            "        <label description=\"Small\" languagecode=\"1033\" />\n":
                """
            <<<<<<< HEAD: optionset/new_size/option/1/label/1033/@description: both changed it
                    <label description="Little" languagecode="1033" />
            ||||||| abc
                    <label description="Small" languagecode="1033" />
            =======
                    <label description="Tiny" languagecode="1033" />
            >>>>>>> topic

            """
        ])
        #expect(String(decoding: result.bytes, as: UTF8.self) == expected)
    }
}

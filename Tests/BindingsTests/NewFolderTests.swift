// New folders: whole or not at all, however many files, whatever fails.

import Bindings
import TestSupport
import Testing

@Suite struct NewFolderTests {
    let directory = TemporaryDirectory()
    var path: String { directory.path + "/above/new" }

    /// Enough for the second thread, with a file that is a batch by itself.
    private let files: [(path: String, bytes: [UInt8])] = {
        var files: [(String, [UInt8])] = (0..<1200).map { number in
            ("a/\(number % 40)/\(number)/f.xml", [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number))
        }
        files.append(("b/large", [UInt8](repeating: 7, count: 3_000_000)))
        files.append(("b/none", []))
        files.append(("c", [1]))
        return files
    }()

    private func make(_ files: [(path: String, bytes: [UInt8])]) -> SystemError? {
        do throws(SystemError) {
            let folder = try NewFolder(at: path)
            for file in files { try folder.add(file.bytes, as: file.path) }
            try folder.finish()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [true, false])
    func whatIsAddedIsThere(inOrder: Bool) throws {
        let folder = try NewFolder(at: path)
        for file in inOrder ? files : files.reversed() { try folder.add(file.bytes, as: file.path) }
        #expect(!Files.exists(path))
        try folder.finish()
        let found = try Walk.list(path).filter { $0.kind == .file }.map(\.path)
        #expect(Set(found) == Set(files.map(\.path)))
        for file in files { #expect(try Files.read(path + "/" + file.path) == file.bytes, "\(file.path)") }
        #expect(try Walk.list(directory.path + "/above", details: false).allSatisfy { $0.path.hasPrefix("new") })
    }

    @Test func whatIsNotFinishedVanishes() throws {
        do {
            let folder = try NewFolder(at: path)
            for file in files { try folder.add(file.bytes, as: file.path) }
        }
        #expect(try Walk.list(directory.path + "/above").isEmpty)
    }

    /// Every write and the rename, one after the other: less than a batch is written by this thread alone.
    @Test func aFailureLeavesNothing() throws {
        let few = Array(files[1..<9])
        var failures = 0
        for nth in 1...few.count + 2 {
            let (error, struck) = Faults.failing(nth: nth) { make(few) }
            if struck {
                failures += 1
                #expect(
                    error?.reason == "No space left on device" && error?.path.hasPrefix(path) == true,
                    "\(nth): \(String(describing: error))")
            }
            #expect(try Walk.list(directory.path + "/above").isEmpty == struck, "call \(nth)")
            try Files.removeTree(path)
        }
        #expect(failures == few.count + 1)
    }

    /// The first write that falls to this thread, while the other one writes too.
    @Test func aFailureAmongManyLeavesNothing() throws {
        let (error, struck) = Faults.failing(nth: 1) { make(files) }
        #expect(struck && error?.path.hasPrefix(path) == true)
        #expect(try Walk.list(directory.path + "/above").isEmpty)
    }

    /// What goes wrong on the other thread is told too.
    @Test func twoFilesOfOneNameAreAnError() throws {
        let error = #expect(throws: SystemError.self) {
            let folder = try NewFolder(at: path)
            for file in files + files { try folder.add(file.bytes, as: file.path) }
            try folder.finish()
        }
        #expect(error?.number == 17 && error?.path.hasPrefix(path + "/") == true)
        #expect(try Walk.list(directory.path + "/above").isEmpty)
    }

    @Test func whatCameMeanwhileStays() throws {
        let folder = try NewFolder(at: path)
        try folder.add([1], as: "ours")
        try directory.write("theirs", to: "above/new/theirs")
        #expect(throws: SystemError.self) { try folder.finish() }
        #expect(try Walk.list(path).map(\.path) == ["theirs"])
    }
}

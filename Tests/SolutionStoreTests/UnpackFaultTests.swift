// Unpacking while the disk fails: every call in turn. Each file is the old one or the new one, and nothing else is there.

#if DEBUG
    import Bindings
    import SolutionStore
    import Testing
    import TestSupport

    struct UnpackFaultTests {
        private typealias Contents = [String: [UInt8]]

        private func contents(_ folder: String) throws -> Contents {
            guard Files.exists(folder) else { return [:] }
            return try Walk.list(folder).filter { $0.kind == .file }.reduce(into: [:]) {
                $0[$1.path] = try Files.read(folder + "/" + $1.path)
            }
        }

        private func unpack(_ zip: String, _ folder: String) throws(StoreError) {
            try FolderUpdate(try UnpackedSolution(Package(zip)), into: TrustedPath(trusting: folder)).write()
        }

        private func contents(of zip: String) throws -> Contents {
            try UnpackedSolution(Package(zip)).files.reduce(into: [:]) { $0[$1.path] = try $1.bytes() }
        }

        @Test(arguments: [Int32(28), 5])
        func everyFailingCallLeavesWholeFiles(number: Int32) throws {
            let directory = TemporaryDirectory()
            let old = try directory.write(SampleSolution.zip(version: 1), to: "old.zip")
            let new = try directory.write(SampleSolution.zip(version: 2), to: "new.zip")
            let before = try contents(of: old), after = try contents(of: new)
            let folder = directory.path + "/folder", fresh = directory.path + "/fresh"
            var nth = 0
            var struck = true
            while struck {
                nth += 1
                try Files.removeTree(folder)
                try unpack(old, folder)
                let (failure, isStruck) = Faults.failing(nth: nth, number: number) { attempt(new, folder) }
                struck = isStruck
                #expect(struck == (failure != nil), "call \(nth)")
                let found = try contents(folder)
                for (path, bytes) in found { #expect(bytes == before[path] || bytes == after[path], "call \(nth): \(path)") }
                #expect(Set(before.keys).subtracting(found.keys).isEmpty, "call \(nth)")
                if let failure { #expect(failure.kind == .failed && failure.message.contains(folder), "\(failure)") }
                // The disk has room again.
                try unpack(new, folder)
                #expect(try contents(folder).filter { after[$0.key] != nil } == after)
                // The same where there was nothing.
                try Files.removeTree(fresh)
                _ = Faults.failing(nth: nth, number: number) { attempt(new, fresh) }
                for (path, bytes) in try contents(fresh) { #expect(bytes == after[path], "call \(nth): \(path)") }
            }
            #expect(nth > after.count, "\(nth) calls")
            #expect(try Walk.list(directory.path).map(\.path).filter { !$0.contains("/") } == ["folder", "fresh", "new.zip", "old.zip"])
        }

        private func attempt(_ zip: String, _ folder: String) -> StoreError? {
            do throws(StoreError) {
                try unpack(zip, folder)
                return nil
            } catch {
                return error
            }
        }
    }
#endif

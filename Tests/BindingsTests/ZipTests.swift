// Zips: what is written comes back and is always the same; what is broken or a trap is refused with a reason.

import Bindings
import Glibc
import TestSupport
import Testing

struct ZipTests {
    private func zip(_ entries: [(String, [UInt8])]) throws -> [UInt8] {
        let writer = try ZipWriter()
        for (name, bytes) in entries { try writer.add(name, bytes) }
        return try writer.finish()
    }

    private let samples: [(String, [UInt8])] = [
        ("solution.xml", Array("<a/>".utf8)), ("empty", []), ("Größe/ü.txt", Array("é".utf8)),
        ("big.bin", [UInt8](repeating: 7, count: 1_000_000)),
    ]

    @Test func entriesComeBackInOrder() throws {
        let reader = try ZipReader(zip(samples))
        #expect(reader.entries.map(\.name) == samples.map(\.0))
        for (entry, sample) in Swift.zip(reader.entries, samples) { #expect(try reader.read(entry) == sample.1) }
    }

    @Test func otherProgramsReadIt() throws {
        let directory = TemporaryDirectory()
        let path = try directory.write(try zip(samples), to: "a.zip")
        let script =
            "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(z.namelist(), z.infolist()[0].date_time)"
        guard let result = try? Process.run(["python3", "-c", script, path]), result.end == .exited(0) else {
            let result = try Process.run(["unzip", "-tqq", path])
            #expect(result.end == .exited(0))
            return
        }
        #expect(String(decoding: result.output, as: UTF8.self).contains("(1980, 1, 1, 0, 0, 0)"))
    }

    @Test func theSameEntriesGiveTheSameBytes() throws {
        #expect(try zip(samples) == zip(samples))
    }

    @Test func brokenZipsAreRefused() throws {
        let good = try zip(samples)
        #expect(throws: ZipError.self) { try ZipReader([]) }
        #expect(throws: ZipError.self) { try ZipReader(Array("not a zip at all, only text".utf8)) }
        #expect(throws: ZipError.self) { try ZipReader(Array(good.dropLast(30))) }
        var damaged = good
        // In the middle lies the content of the largest entry.
        for place in good.count / 2..<good.count / 2 + 10 { damaged[place] ^= 0xFF }
        #expect(throws: ZipError.self) {
            let reader = try ZipReader(damaged)
            for entry in reader.entries { _ = try reader.read(entry) }
        }
    }

    @Test func limitsHoldBeforeAnythingIsUnpacked() throws {
        let bytes = try zip(samples)
        var limits = ZipLimits()
        limits.entrySize = 1000
        #expect(throws: ZipError(.tooLarge, "entry unpacks to 1000000 bytes, more than 1000", entry: "big.bin", limit: .entrySize)) {
            try ZipReader(bytes, limits: limits)
        }
        limits = ZipLimits()
        limits.totalSize = 1000
        #expect(throws: ZipError.self) { try ZipReader(bytes, limits: limits) }
        limits = ZipLimits()
        limits.entries = 3
        #expect(throws: ZipError.self) { try ZipReader(bytes, limits: limits) }
    }

    @Test func anEntryThatLiesAboutItsSizeIsRefused() throws {
        var bytes = try zip([("a", [UInt8](repeating: 1, count: 5000))])
        // The size stands in the directory at the end, little-endian; claim a byte less there.
        let needle: [UInt8] = [0x88, 0x13, 0, 0]
        for start in bytes.indices.dropLast(3) where Array(bytes[start..<start + 4]) == needle { bytes[start] = 0x87 }
        #expect(throws: ZipError.self) {
            let reader = try ZipReader(bytes)
            _ = try reader.read(reader.entries[0])
        }
    }

    @Test func entriesThatShareTheirBytesAreRefused() throws {
        // Two entries whose packed bytes are claimed to be nearly the whole file, as in a bomb of overlapping entries.
        let content = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
        var bytes = try zip([("a", content), ("b", content)])
        let reader = try ZipReader(bytes)
        let packed = reader.entries[0].packedSize
        let claim = bytes.count - 100
        let needle: [UInt8] = [UInt8(packed & 0xFF), UInt8(packed >> 8), 0, 0, 0xA0, 0x0F, 0, 0]
        for start in bytes.indices.dropLast(7) where bytes[start..<start + 8].elementsEqual(needle) {
            bytes[start] = UInt8(claim & 0xFF)
            bytes[start + 1] = UInt8(claim >> 8)
        }
        #expect(throws: ZipError(.damaged, "entries claim more bytes than the archive has", entry: "b")) {
            try ZipReader(bytes)
        }
    }

    @Test func growthIsLimited() throws {
        let bytes = try zip([("a", [UInt8](repeating: 0, count: 3 << 20))])
        var limits = ZipLimits()
        limits.ratio = 500
        #expect(throws: ZipError(.tooLarge, "entry grows more than 500 times when unpacked", entry: "a", limit: .ratio)) {
            try ZipReader(bytes, limits: limits)
        }
    }

    @Test(arguments: ["UTC", "XYZ-14", "XYZ12", "America/New_York", "Asia/Kolkata", "Europe/London"])
    func theZoneOfTheMachineIsNotInIt(zone: String) async throws {
        let here: [UInt8] = try zip(samples)
        // A process has one zone, so a second one is asked.
        await #expect(processExitsWith: .success) { [zone, here = here as [UInt8]] in
            setenv("TZ", zone, 1)
            tzset()
            let tests = ZipTests()
            let there = try tests.zip(tests.samples)
            #expect(there == here)
        }
    }

    @Test func mutatedZipsNeverCrash() throws {
        let good = try zip([("solution.xml", Array("<a/>".utf8)), ("b/c", [UInt8](repeating: 3, count: 300))])
        for seed in seeds(5_000) {
            guard let reader = try? ZipReader(good.mutated(seed: seed)) else { continue }
            for entry in reader.entries { _ = try? reader.read(entry) }
        }
    }
}

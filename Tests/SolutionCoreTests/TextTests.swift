// The small values of text: GUIDs, encodings, names.

import Testing

@testable import SolutionCore

struct GUIDTests {
    @Test(arguments: [
        "{044B7715-4815-4380-BA71-893A54F0385F}", "044b7715-4815-4380-ba71-893a54f0385f",
        "{044b7715-4815-4380-BA71-893a54f0385F}",
    ])
    func allSpellingsAreOne(text: String) throws {
        #expect(try #require(GUID(text)).description == "044b7715-4815-4380-ba71-893a54f0385f")
    }

    @Test(arguments: [
        "", "{}", "044b7715-4815-4380-ba71-893a54f0385", "{044b7715-4815-4380-ba71-893a54f0385f",
        "044b7715-4815-4380-ba71-893a54f0385g", "044b77154815-4380-ba71-893a54f0385f--",
    ])
    func nothingElseIsOne(text: String) {
        #expect(GUID(text) == nil)
    }

    @Test func leadingZerosStay() throws {
        #expect(try #require(GUID("00000000-0000-0000-0000-00000000000a")).description == "00000000-0000-0000-0000-00000000000a")
    }
}

struct TextEncodingTests {
    @Test(arguments: [
        ([0xEF, 0xBB, 0xBF, 0x3C] as [UInt8], TextEncoding.utf8),
        ([0xFF, 0xFE, 0x3C, 0], .utf16LittleEndian),
        ([0xFE, 0xFF, 0, 0x3C], .utf16BigEndian),
        ([0x3C, 0, 0x3F, 0], .utf16LittleEndian),
        ([0xFF, 0xFE, 0, 0], .utf32LittleEndian),
        (Array("<a/>".utf8), .utf8),
        (Array("<?xml version=\"1.0\" encoding='iso-8859-1'?><a/>".utf8), .named("iso-8859-1")),
        (Array("<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>".utf8), .utf8),
        (Array("<?xml version=\"1.0\"?><a encoding=\"x\"/>".utf8), .utf8),
    ])
    func bytesWinOverWords(bytes: [UInt8], expected: TextEncoding) {
        #expect(TextEncoding.detect(bytes) == expected)
    }
}

struct NamesTests {
    @Test func manyNamesKeepTheirIds() {
        let names = Names()
        let ids = (0..<5_000).map { names.intern("name\($0)") }
        #expect(Set(ids).count == 5_000)
        for (number, id) in ids.enumerated() {
            #expect(names[id] == "name\(number)")
            #expect(names.find("name\(number)") == id)
        }
        #expect(names.find("other") == nil)
        #expect(names.intern("") == .none)
    }
}

// UTF-16: the standard library as referee, and what is refused.

import SolutionCore
import Testing

struct WideTextTests {
    @Test(arguments: [false, true]) func everyScalarGoesThereAndBack(isBigEndian: Bool) {
        var text = ""
        for value in stride(from: UInt32(0), through: 0x10FFFF, by: 7) {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        let utf8 = Array(text.utf8)
        let wide = text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(WideText.utf8(wide, isBigEndian: isBigEndian) == utf8)
        #expect(WideText.bytes(utf8, isBigEndian: isBigEndian) == wide)
    }

    @Test func halvesAreRefused() {
        for bytes: [UInt8] in [
            [0x41], [0x41, 0, 0x42], [0x00, 0xD8], [0x00, 0xD8, 0x41, 0x00], [0x00, 0xDC], [0x00, 0xDC, 0x00, 0xD8],
        ] {
            #expect(WideText.utf8(bytes, isBigEndian: false) == nil)
        }
        for text: [UInt8] in [[0x80], [0xC3], [0xED, 0xA0, 0x80], [0xF8, 0x80, 0x80, 0x80], [0xC0, 0x80]] {
            #expect(WideText.bytes(text, isBigEndian: true) == nil)
        }
    }
}

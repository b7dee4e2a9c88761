// Which conflicts a part between markers is of: the one that it is named after, and the others of the same start tag.

import SolutionCore
import Testing

struct ConflictHoldersTests {
    @Test func attributesOfOneElementShareTheirMarkers() {
        let text = "<<<<<<< ours: form/1/cell/2/@id: both changed it\na\n=======\nb\n>>>>>>> theirs\n"
        let regions = ConflictRegion.all(in: Array(text.utf8))
        let addresses = ["form/1/cell/2/@name", "form/1/cell/2/@id", "form/1/cell/3/@id", "form/1/cell/2"].map { Address($0) }
        let holders = ConflictHolders(regions, addresses)
        #expect(regions.map { holders.numbers(of: $0) } == [[1, 0]])
        #expect(regions.first.map { ConflictHolders(regions, [addresses[0]]).number(of: $0) } == .some(0))
        #expect(regions.first.map { ConflictHolders(regions, [addresses[2]]).number(of: $0) } == .some(nil))
        #expect(regions.first?.side == "ours" && regions.first?.theirsLabel == "theirs")
    }
}

// git sol blame: every property with the commit that gave it its value, through moves, renames, reordering and merges.

import Bindings
import TestSupport
import Testing

struct BlameTests {
    /// `address = value` by the subject of the commit that it comes from.
    private func lines(_ repository: ExampleRepository, _ words: String...) throws -> [String: String] {
        let run = try BuiltProgram.run(["blame"] + words, in: repository.path)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        var found: [String: String] = [:]
        for line in run.output.split(separator: "\n") {
            guard let close = line.firstIndex(of: ")"), line.contains(" (") else { continue }
            let id = String(line.prefix(8))
            let text = String(line[line.index(close, offsetBy: 2)...])
            found[text] = id == "00000000" ? "not committed" : try repository.git("log", "-1", "--format=%s", id)
        }
        return found
    }

    @Test func eachPropertyHasItsCommit() throws {
        let repository = try ExampleRepository()
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("Sum")
        try repository.git("checkout", "-qb", "topic")
        try repository.edit(ExampleRepository.table, "<Type>money</Type>", "<Type>decimal</Type>")
        try repository.commit("Decimal")
        try repository.git("checkout", "-q", "main")
        // Other lines, other places: nobody has changed a property.
        try repository.edit(ExampleRepository.table, "\n", "\n\n")
        try repository.edit(ExampleRepository.table, "\n\n", "\r\n")
        try repository.commit("Line ends")
        try repository.edit(ExampleRepository.table, "<Type>", " <Type>")
        try repository.commit("Blanks")
        try repository.git("merge", "-q", "--no-edit", "-X", "ignore-all-space", "topic")
        try repository.edit(ExampleRepository.table, "<RequiredLevel>none", "<RequiredLevel>required")
        let column = try lines(repository, "entity/contoso_order/attribute/contoso_total")
        #expect(column["display name en-US (1033) = Sum"] == "Sum", "\(column)")
        #expect(column["Type = decimal"] == "Decimal", "\(column)")
        #expect(column["RequiredLevel = required"] == "not committed", "\(column)")
        #expect(column["Name = contoso_total"] == "Orders", "\(column)")
        let committed = try lines(repository, "HEAD", "entity/contoso_order/attribute/contoso_total")
        #expect(committed["RequiredLevel = none"] == "Orders", "\(committed)")
        let earlier = try lines(repository, "HEAD~2", "--", "Sum")
        #expect(earlier["Type = money"] == "Orders", "\(earlier)")
        let one = try lines(repository, "entity/contoso_order/attribute/contoso_total/Type")
        #expect(one.count == 1, "\(one)")
    }

    @Test func filesAreFollowedByWhatTheyHold() throws {
        let repository = try ExampleRepository()
        let renamed = ExampleRepository.flow.split(separator: "Notify").joined(separator: "Tell")
        for end in ["", ".data.xml"] { try repository.git("mv", ExampleRepository.flow + end, renamed + end) }
        try repository.edit(renamed, "OpenApiConnection\"", "Http\"")
        try repository.edit(renamed + ".data.xml", "Notify about", "Tell about")
        try repository.commit("Rename the flow")
        for words in [[ExampleRepository.flowAddress], ["--", "Tell about orders"]] {
            let run = try BuiltProgram.run(["blame"] + words, in: repository.path)
            let flow = try lines(repository, "--", words.last ?? "")
            #expect(flow["action Send_an_email › type = Http"] == "Rename the flow", "\(run)")
            #expect(flow["schemaVersion = 1.0.0.0"] == "Orders" && flow["state = turned on"] == "Orders", "\(run)")
            #expect(flow["Name = Tell about orders"] == "Rename the flow", "\(run)")
        }
    }

    @Test func aMovedCellStaysWithWhoMadeIt() throws {
        let repository = try ExampleRepository()
        let form = "sol/Entities/contoso_Order/FormXml/main/{c0a1b2d3-0001-4000-8000-000000000001}.xml"
        let text = String(decoding: try Files.read(repository.path + "/" + form), as: UTF8.self)
        guard let start = text.firstRange("<row>"), let end = text.firstRange("</row>") else { throw GitRun.Failure("no row") }
        let row = String(text[start.lowerBound..<end.upperBound])
        // A section like it, under another id, with the row in it instead.
        guard let section = text.firstRange("<section "), let after = text.firstRange("</section>") else {
            throw GitRun.Failure("no section")
        }
        let whole = String(text[section.lowerBound..<after.upperBound])
        guard let rows = whole.firstRange("<rows>") else { throw GitRun.Failure("no rows") }
        let head = whole[..<rows.upperBound].split(separator: "a2000000").joined(separator: "a2000001")
        let other = head + row + "</rows></section>"
        let emptied = whole.split(separator: row, omittingEmptySubsequences: false).joined()
        try repository.edit(form, whole, emptied + other)
        try repository.commit("Move a cell")
        let lines = try lines(repository, "entity/contoso_order/form/*")
        let cells = lines.filter { $0.key.contains(" › field ") }
        #expect(!cells.isEmpty && cells.values.allSatisfy { $0 == "Orders" }, "\(cells)")
        #expect(lines.contains { $0.key.contains("› section ") && $0.value == "Move a cell" }, "\(lines)")
    }

    @Test func blameLooksLikeThis() throws {
        let repository = try ExampleRepository()
        try Golden.expect(
            repository.sol("blame", "role/*").description + (try repository.sol("blame", "--json", "optionset/*/option").description)
                + (try repository.sol("blame", "entity/nothing").description) + (try repository.sol("blame").description),
            is: "blame.txt")
    }
}

extension String {
    fileprivate func firstRange(_ text: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}

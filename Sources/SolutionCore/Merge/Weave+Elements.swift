// The elements of a woven document: their tags, with attributes that come and go, and their content.

extension Weave {
    mutating func writeElement(_ node: Int) {
        let element = ours[node]
        if let contest = plan.contestedTags[node], !isInRegion, !hasContentChange(node) {
            let tag = contest.theirs.map { theirs.startTag($0).count }
            let start = contest.theirs.map { Int(theirs[$0].outer.start) }
            let range = start.flatMap { start in tag.map { start..<start + $0 } }
            region(contest, theirs: range) { weave in
                let end = weave.writeTagStart(node)
                let isShort = element.traits.contains(.selfClosing)
                weave.out.append(contentsOf: weave.ours.source[end..<Int(isShort ? element.outer.end : element.inner.start)])
            }
            if !element.traits.contains(.selfClosing) {
                writeContent(node, until: Int(element.inner.end))
                out.append(contentsOf: ours.source[Int(element.inner.end)..<Int(element.outer.end)])
            }
            return
        }
        let tagEnd = writeTagStart(node)
        let tail = ours.source[tagEnd..<Int(element.traits.contains(.selfClosing) ? element.outer.end : element.inner.start)]
        if let text = plan.texts[node] {
            out.append(UInt8(ascii: ">"))
            append(text[...])
            return writeEndTag(node)
        }
        if let value = plan.values[node] {
            if isSpelledEmpty(value) { return writeEmpty(node, as: value) }
            out.append(UInt8(ascii: ">"))
            copy(theirs[value].inner.range)
            return writeEndTag(node)
        }
        guard plan.partners[node] != nil, hasOtherContent(node) else {
            out.append(contentsOf: tail)
            if !element.traits.contains(.selfClosing) {
                writeContent(node, until: Int(element.inner.end))
                out.append(contentsOf: ours.source[Int(element.inner.end)..<Int(element.outer.end)])
            }
            return
        }
        let items = arranged(node)
        if items.isEmpty, let partner = plan.partners[node], theirs.content(of: partner).first(where: { _ in true }) == nil {
            return writeEmpty(node, as: partner)
        }
        out.append(UInt8(ascii: ">"))
        for item in items { write(item) }
        if element.traits.contains(.selfClosing) || element.inner.isEmpty {
            if let partner = plan.partners[node] { copy(closingGap(partner, in: theirs)) }
        } else {
            out.append(contentsOf: ours.source[closingGap(node, in: ours)])
        }
        writeEndTag(node)
    }

    /// Whether what is between the tags is written anew.
    func hasContentChange(_ node: Int) -> Bool {
        plan.texts[node] != nil || plan.values[node] != nil || ours[node].traits.contains(.selfClosing) && hasOtherContent(node)
    }

    func isSpelledEmpty(_ node: Int) -> Bool {
        theirs[node].inner.isEmpty || theirs[node].traits.contains(.selfClosing)
    }

    /// Nothing inside, written as they write it.
    mutating func writeEmpty(_ node: Int, as their: Int) {
        let element = theirs[their]
        guard element.traits.contains(.selfClosing) else {
            out.append(UInt8(ascii: ">"))
            copy(element.inner.range)
            return writeEndTag(node)
        }
        let last = theirs.attributes(of: their).reduce(nil) { $1 } as Int?
        let start = last.map { Int(theirs[$0].outer.end) } ?? Int(element.outer.start) + 1 + theirs.names.spelling(of: element.name).count
        copy(start..<Int(element.outer.end))
    }

    mutating func writeEndTag(_ node: Int) {
        let element = ours[node]
        if element.traits.contains(.selfClosing) {
            out.append(contentsOf: [UInt8(ascii: "<"), UInt8(ascii: "/")])
            out.append(contentsOf: ours.names.spelling(of: element.name))
            out.append(UInt8(ascii: ">"))
        } else {
            out.append(contentsOf: ours.source[Int(element.inner.end)..<Int(element.outer.end)])
        }
    }

    /// `<name` and the attributes; gives the place behind the last one in our source.
    mutating func writeTagStart(_ node: Int) -> Int {
        var position = Int(ours[node].outer.start) + 1 + ours.names.spelling(of: ours[node].name).count
        out.append(contentsOf: ours.source[Int(ours[node].outer.start)..<position])
        var written: Set<Int> = []
        let incoming = plan.incoming[node] ?? []
        func news(after place: Int?) -> [Int] {
            guard let partner = plan.partners[node], !incoming.isEmpty else { return [] }
            var run: [Int] = []
            var isAfter = place == nil
            for attribute in theirs.attributes(of: partner) {
                if incoming.contains(attribute) {
                    if isAfter { run.append(attribute) }
                } else if let counterpart = oursOf(attribute), !plan.removed.contains(counterpart) {
                    isAfter = counterpart == place
                }
            }
            return run
        }
        // Of two that came to one place the lesser is first, so that it does not matter whose are ours.
        var waiting = news(after: nil)
        func writeNews(before name: String?) {
            let due = waiting.filter { attribute in name.map { theirs.name(of: attribute) < $0 } ?? true }
            waiting.removeAll { due.contains($0) }
            for attribute in due where written.insert(attribute).inserted {
                out.append(UInt8(ascii: " "))
                copy(theirs[attribute].outer.range)
            }
        }
        let shared = incoming.isEmpty ? [] : Set(plan.partners[node].map { theirs.attributes(of: $0).compactMap { oursOf($0) } } ?? [])
        for attribute in ours.attributes(of: node) {
            defer { position = Int(ours[attribute].outer.end) }
            if plan.removed.contains(attribute) { continue }
            if !waiting.isEmpty { writeNews(before: shared.contains(attribute) ? nil : ours.name(of: attribute)) }
            out.append(contentsOf: ours.source[position..<Int(ours[attribute].outer.start)])
            write(attribute)
            if shared.contains(attribute) { waiting += news(after: attribute) }
        }
        writeNews(before: nil)
        return position
    }

    /// The content with its dirty parts rewritten, where nothing comes, goes or changes places.
    mutating func writeContent(_ node: Int, until end: Int) {
        if plan.partners[node] != nil, hasOtherContent(node) {
            if node == Tree.document { out.append(contentsOf: ours.source[..<ours.prologEnd]) }
            for item in arranged(node) { write(item) }
            return out.append(contentsOf: ours.source[closingGap(node, in: ours)])
        }
        var position = Int(ours[node].inner.start)
        for child in ours.content(of: node) where dirty.contains(child) {
            out.append(contentsOf: ours.source[position..<Int(ours[child].outer.start)])
            write(child)
            position = Int(ours[child].outer.end)
        }
        out.append(contentsOf: ours.source[position..<end])
    }
}

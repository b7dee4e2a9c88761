// The containers of a woven JSON document: a comma stands between two items and nowhere else.

extension Weave {
    mutating func writeContainer(_ node: Int) {
        let container = ours[node]
        guard plan.partners[node] != nil && hasOtherContent(node) || hasOneSided(node) else {
            var position = Int(container.inner.start)
            for child in ours.children(of: node) where dirty.contains(child) {
                out.append(contentsOf: ours.source[position..<Int(ours[child].outer.start)])
                write(child)
                position = Int(ours[child].outer.end)
            }
            return out.append(contentsOf: ours.source[position..<Int(container.inner.end)])
        }
        let items = arranged(node)
        if items.isEmpty, let partner = plan.partners[node], theirs.content(of: partner).first(where: { _ in true }) == nil {
            return copy(theirs[partner].inner.range)
        }
        out.append(ours.source[Int(container.inner.start)])
        // Whichever side is taken, a comma stands between two items and nowhere else: one that only one side has brings its own.
        let last = (isInRegion ? items.indices.last : items.lastIndex { !isOneSided($0) }) ?? -1
        for (index, item) in items.enumerated() {
            if !isInRegion, isOneSided(item) {
                comma = index < last ? .after : last >= 0 || index > 0 ? .before : .none
                write(item)
            } else {
                write(item)
                if index < last { out.append(UInt8(ascii: ",")) }
            }
        }
        if !items.isEmpty {
            let wasEmpty = ours.children(of: node).first { _ in true } == nil
            if wasEmpty, let partner = plan.partners[node] {
                copy(closingGap(partner, in: theirs))
            } else {
                out.append(contentsOf: ours.source[closingGap(node, in: ours)])
            }
        }
        out.append(ours.source[Int(container.inner.end) - 1])
    }
}

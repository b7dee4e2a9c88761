// A document's differences as a plan for weaving: onto the document they start from.

extension Delta {
    /// What puts differences into `a`.
    func plan(_ wanted: [Difference]) -> WeavePlan {
        var plan = WeavePlan()
        for difference in wanted {
            switch difference {
            case .value(let a, let b): plan.values[a] = b
            case .added(let b, let parent):
                plan.incoming[parent, default: []].insert(b)
                plan.partners[parent] = self.b.parent(of: b)
            case .removed(let a):
                plan.removed.insert(a)
                let parent = self.a.parent(of: a)
                plan.partners[parent] = matching.inB(parent)
            case .moved(let a, let b, let parent):
                plan.moved.insert(a)
                plan.counterparts[b] = a
                let old = self.a.parent(of: a)
                plan.partners[old] = matching.inB(old)
                if let new = matching.inA(parent) {
                    plan.incoming[new, default: []].insert(b)
                    plan.partners[new] = parent
                }
            case .reordered(let a, let b, let name, _):
                plan.partners[a] = b
                let order = self.b.content(of: b).compactMap { child -> Int? in
                    guard name == .none || self.b[child].name == name, let own = matching.inA(child),
                        self.a.parent(of: own) == a
                    else { return nil }
                    return own
                }
                plan.orders[a, default: []].append(order)
            }
        }
        return plan
    }

    /// The bytes of `a` with some of the differences put in.
    func woven(_ wanted: [Difference]) -> [UInt8] {
        guard !wanted.isEmpty else { return a.source }
        return Weave.bytes(a, b, plan(wanted)) { self.matching.inA($0) }
    }
}

// On which line of its file something stands.

extension Tree {
    /// The line on which a node begins.
    func line(of node: Int) -> Int {
        var lines = LineNumbers(self)
        return lines.line(of: node)
    }
}

/// Counts the lines of a document once, however many are asked for.
public struct LineNumbers {
    private let tree: Tree
    /// Where lines begin, but for the first.
    private lazy var starts: [Int] = tree.source.withUnsafeBufferPointer { bytes in
        bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    init(_ tree: Tree) { self.tree = tree }

    public init(_ side: FileChanges.Side) { self.init(side.tree) }

    /// The line on which a node begins, counted from 1.
    public mutating func line(of node: Int) -> Int {
        let start = Int(tree[node].outer.start)
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= start { low = middle + 1 } else { high = middle }
        }
        return low + 1
    }
}

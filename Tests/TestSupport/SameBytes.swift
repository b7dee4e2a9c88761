// Whether files are equal to the byte, told in a line: a failing `#expect(one == other)` prints all of both.

public import Testing

/// Expects two contents to be equal, and says where they first are not.
public func expectSame(
    _ one: some Collection<UInt8>, _ other: some Collection<UInt8>, _ what: @autoclosure () -> String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard !one.elementsEqual(other) else { return }
    let place = zip(one, other).prefix { $0 == $1 }.count
    func excerpt(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes.dropFirst(place).prefix(60), as: UTF8.self) }
    Issue.record(
        "\(what()): \(one.count) and \(other.count) bytes differ from byte \(place) on: '\(excerpt(one))' and '\(excerpt(other))'",
        sourceLocation: sourceLocation)
}

/// Expects a list to be empty, and shows the first of what it holds.
public func expectNone(
    _ found: some Collection<some Any>, _ what: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
    guard !found.isEmpty else { return }
    let lines = found.prefix(10).map { "\n  " + String("\($0)".prefix(300)) }.joined()
    Issue.record("\(what()): \(found.count) found\(lines)", sourceLocation: sourceLocation)
}

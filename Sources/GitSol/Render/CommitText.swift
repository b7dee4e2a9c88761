// Commits as git shows them: the lines above a diff, one line, and the fields of JSON.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

struct CommitText {
    let id: ObjectID
    let commit: Commit
    let world: World

    /// The header and the indented message, as `git show` has them.
    func writeHeader(_ repository: Repository) {
        var text: Shown = "\(world.paint("commit \(id.hex)", .yellow))\n"
        if commit.parents.count > 1 {
            let parents = commit.parents.map { (try? repository.abbreviate($0)) ?? $0.hex }
            text += "Merge: \(parents.joined(separator: " "))\n"
        }
        text += "Author: \(commit.author.name) <\(commit.author.email)>\n"
        text += "Date:   \(CommitDate(commit.author).words)\n\n"
        for line in messageLines { text += line.isEmpty ? "\n" : "    \(Shown(content: line))\n" }
        world.out.write(text)
    }

    func writeLine(_ repository: Repository) {
        let short = (try? repository.abbreviate(id)) ?? id.hex
        world.out.write("\(world.paint("\(short)", .yellow)) \(commit.summary)\n")
    }

    private var messageLines: [Substring] {
        var lines = commit.message.lines
        while let last = lines.last, last.utf8.allSatisfy({ $0 <= UInt8(ascii: " ") }) { lines.removeLast() }
        return lines
    }

    static func write(_ id: ObjectID, _ commit: Commit, _ writer: inout JSONWriter) {
        writer.field("commit", id.hex)
        writer.field("parents", commit.parents.map(\.hex))
        for (name, person) in [("author", commit.author), ("committer", commit.committer)] {
            writer.object(name) { writer in
                writer.field("name", person.name)
                writer.field("email", person.email)
                writer.field("date", CommitDate(person).iso)
            }
        }
        writer.field("subject", commit.summary)
        writer.field("message", commit.message)
    }
}

/// A moment as the clock on the wall showed it to whom it happened.
struct CommitDate {
    private let year: Int
    private let month: Int
    private let day: Int
    private let weekday: Int
    private let seconds: Int
    private let offset: Int

    init(_ signature: Signature) {
        offset = signature.offset
        let local = Int(signature.time) + signature.offset * 60
        let days = Int((Double(local) / 86_400).rounded(.down))
        seconds = local - days * 86_400
        weekday = ((days + 4) % 7 + 7) % 7
        // Years are counted from March, so that the leap day is the last one.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
        month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// As git's default: `Fri Jan 2 03:04:05 2026 +0000`.
    var words: String { "\(Self.weekdays[weekday]) \(Self.months[month - 1]) \(day) \(clock) \(year) \(zone(""))" }

    /// `2026-01-02`
    var short: String { "\(year)-\(two(month))-\(two(day))" }

    /// `2026-01-02T03:04:05+00:00`
    var iso: String { "\(short)T\(clock)\(zone(":"))" }

    private var clock: String { "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))" }

    private func zone(_ divider: String) -> String {
        (offset < 0 ? "-" : "+") + two(abs(offset) / 60) + divider + two(abs(offset) % 60)
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

// Whether what is installed works: everything that can be found wrong with it, and how to mend it.

public import Bindings
public import SolutionCore

/// Something that is wrong with the set-up.
public struct Diagnosis: Equatable, Sendable {
    /// A word that does not change.
    public let code: String
    public let message: String
    /// What to do.
    public let hint: String
    /// The file that it is about, where it is about one.
    public let file: String?

    public init(_ code: String, _ message: String, hint: String, file: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
        self.file = file
    }
}

extension Diagnosis {
    /// The faults of single items.
    public static func of(_ installation: Installation) throws(StoreError) -> [Diagnosis] {
        var found: [Diagnosis] = []
        let flag = installation.places.scope == .local ? "" : " --\(installation.places.scope.rawValue)"
        let statuses = try installation.items.map { (item) throws(StoreError) in try item.status() }
        for (item, status) in zip(installation.items, statuses) {
            switch status {
            case .installed: break
            case .absent:
                // Alone it does nothing: attributes without a driver, or a driver that no file is given to.
                if item.isNeeded, statuses.contains(where: { $0 != .absent }) {
                    found.append(
                        Diagnosis("missing", "\(item.title) are missing", hint: "git sol install\(flag)", file: item.file))
                }
            case .outdated:
                found.append(
                    Diagnosis("outdated", "\(item.title) are of another version", hint: "git sol install\(flag)", file: item.file))
            case .broken:
                found.append(
                    Diagnosis(
                        "broken", "the lines of git sol in '\(item.file)' have a beginning and no end",
                        hint: "take out what is left of them by hand, then git sol install\(flag)", file: item.file))
            }
        }
        return found
    }

    /// What git makes of it all in a repository: the settings that win, and the attributes of its files.
    public static func of(_ repository: Repository, kinds: Kinds = .table) throws(StoreError) -> [Diagnosis] {
        var found: [Diagnosis] = []
        do throws(GitError) {
            let configuration = try repository.configuration()
            var working: [String] = []
            for driver in DriverSettings.all {
                let settings = driver.settings.filter { $0.name.hasPrefix(driver.attribute + ".") }
                var isWhole = true
                for setting in settings {
                    guard let value = try configuration.string(setting.name) else {
                        isWhole = isWhole && setting.isOfTextconv
                        continue
                    }
                    if value == setting.value { continue }
                    isWhole = false
                    if !DriverSettings.isOurs(setting, value) {
                        found.append(
                            Diagnosis(
                                "foreign-setting", "'\(setting.name)' is set to '\(value)' by somebody else",
                                hint: "git config --show-origin --get-all \(setting.name)"))
                    }
                }
                if isWhole { working.append(driver.attribute) }
            }
            found += try attributes(of: repository, working, kinds)
        } catch {
            throw StoreError(error, doing: "read the settings of the repository")
        }
        return found
    }

    /// Files of solutions that do not go to a driver that is there, or go to one that is not.
    private static func attributes(
        of repository: Repository, _ working: [String], _ kinds: Kinds
    ) throws(GitError) -> [Diagnosis] {
        let patterns = kinds.attributePatterns.map(PathGlob.init)
        var others: [Exact: (count: Int, first: String)] = [:]
        var order: [String] = []
        func note(_ what: String, _ path: String) {
            if others[what] == nil { order.append(what) }
            others[what, default: (0, path)].count += 1
        }
        var paths: Set<Exact> = []
        for entry in try repository.index().entries where entry.mode.isFile { paths.insert(entry.path) }
        for path in paths.texts where Syntax(path: path) != nil {
            let names = PathGlob.names(of: path)
            guard patterns.contains(where: { $0.matches(names) }) else { continue }
            let values = try repository.attributes(["diff", "merge"], of: path)
            for (attribute, value) in zip(["diff", "merge"], values) {
                if value == .value("sol") {
                    if !working.contains(attribute) { note("\(attribute)=sol", path) }
                } else if working.contains(attribute) {
                    note(attribute, path)
                }
            }
        }
        return order.compactMap { what in
            guard let (count, first) = others[what] else { return nil }
            let more = count == 1 ? "" : " and \(count - 1) more"
            if what.hasSuffix("=sol") {
                return Diagnosis(
                    "attribute-without-driver", "'\(first)'\(more) have the attribute '\(what)', and no setting says what that is",
                    hint: "git sol install", file: first)
            }
            return Diagnosis(
                "not-driven", "'\(first)'\(more) do not have the attribute '\(what)=sol'",
                hint: "git check-attr \(what) -- \(ShellText.word(first)) and the .gitattributes files say why", file: first)
        }
    }
}

extension InstallationItem {
    /// There is something to install that nobody else has taken the place of.
    var isNeeded: Bool { (self as? any BlockItem).map { !$0.lines.isEmpty } ?? true }
}

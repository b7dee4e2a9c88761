// Settings: typed reads over all levels. Writing is in Configuration+Write.swift.

internal import CGit2

/// A view of configuration files, the later ones winning.
public final class Configuration {
    let handle: OpaquePointer
    /// Settings that win over every file, last one first in rank.
    let settings: [(name: String, value: String)]

    init(owning handle: OpaquePointer, settings: [(name: String, value: String)] = []) {
        self.handle = handle
        self.settings = settings.map { (Self.normalized($0.name), $0.value) }
    }

    deinit { git_config_free(handle) }

    /// Opens one file, which need not exist.
    public static func open(file path: String) throws(GitError) -> Configuration {
        try Library.start()
        return Configuration(owning: try owned { git_config_open_ondisk($0, path) })
    }

    /// Opens what applies outside a repository: the system's and the user's files.
    public static func openDefault(
        settings: [(name: String, value: String)] = []
    ) throws(GitError) -> Configuration {
        try Library.start()
        return Configuration(owning: try owned { git_config_open_default($0) }, settings: settings)
    }

    /// Opens what applies outside a repository, the files that a location names in place of the usual ones.
    public static func open(_ location: RepositoryLocation) throws(GitError) -> Configuration {
        let configuration = try openDefault()
        let levels = [(location.systemConfiguration, GIT_CONFIG_LEVEL_SYSTEM), (location.globalConfiguration, GIT_CONFIG_LEVEL_GLOBAL)]
        for case (let path?, let level) in levels {
            try check(git_config_add_file_ondisk(configuration.handle, path, level, nil, 1))
        }
        return configuration
    }

    /// A number as git reads it, with k, m or g for powers of 1024; nil for other words.
    public static func number(_ text: String) -> Int? {
        guard (try? Library.start()) != nil else { return nil }
        var result: Int64 = 0
        return git_config_parse_int64(&result, text) == 0 ? Int(result) : nil
    }

    /// The value that wins, nil where no file sets the name. A name without "=" reads as the empty string.
    public func string(_ name: String) throws(GitError) -> String? {
        if let value = settings.last(where: { $0.name == Self.normalized(name) })?.value { return value }
        var entry: UnsafeMutablePointer<git_config_entry>?
        guard try found(git_config_get_entry(&entry, handle, name)), let entry else { return nil }
        defer { git_config_entry_free(entry) }
        return entry.pointee.value.map { String(cString: $0) } ?? ""
    }

    /// The value as git reads truth: true, yes, on, a number, or a name without "=". Throws for other words.
    public func bool(_ name: String) throws(GitError) -> Bool? {
        if let value = settings.last(where: { $0.name == Self.normalized(name) })?.value {
            var result: Int32 = 0
            try check(git_config_parse_bool(&result, value))
            return result != 0
        }
        var result: Int32 = 0
        return try found(git_config_get_bool(&result, handle, name)) ? result != 0 : nil
    }

    /// The value as a number, with k, m or g for powers of 1024. Throws for other words.
    public func int(_ name: String) throws(GitError) -> Int? {
        var result: Int64 = 0
        if let value = settings.last(where: { $0.name == Self.normalized(name) })?.value {
            try check(git_config_parse_int64(&result, value))
            return Int(result)
        }
        return try found(git_config_get_int64(&result, handle, name)) ? Int(result) : nil
    }

    /// The value as a path, `~/` expanded.
    public func path(_ name: String) throws(GitError) -> String? {
        do throws(GitError) {
            if let value = settings.last(where: { $0.name == Self.normalized(name) })?.value {
                return try text { git_config_parse_path($0, value) }
            }
            return try text { git_config_get_path($0, handle, name) }
        } catch let error where error.isNotFound {
            return nil
        }
    }

    /// Every value of the name, in the order of rising rank.
    public func strings(_ name: String) throws(GitError) -> [String] {
        var values: [String] = []
        let iterator = try ownedIterator { git_config_multivar_iterator_new($0, handle, name, nil) }
        defer { git_config_iterator_free(iterator) }
        var entry: UnsafeMutablePointer<git_config_entry>?
        while try another(orAbsent: git_config_next(&entry, iterator)), let found = entry {
            values.append(found.pointee.value.map { String(cString: $0) } ?? "")
        }
        return values + settings.filter { $0.name == Self.normalized(name) }.map(\.value)
    }

    /// Every setting whose normalised name fits the regular expression, in the order of rising rank; all without one.
    public func entries(matching expression: String? = nil) throws(GitError) -> [ConfigurationEntry] {
        let iterator = try ownedIterator {
            expression == nil
                ? git_config_iterator_new($0, handle) : git_config_iterator_glob_new($0, handle, expression)
        }
        defer { git_config_iterator_free(iterator) }
        var entries: [ConfigurationEntry] = []
        var entry: UnsafeMutablePointer<git_config_entry>?
        while try another(git_config_next(&entry, iterator)), let found = entry {
            entries.append(
                ConfigurationEntry(
                    name: String(cString: found.pointee.name),
                    value: found.pointee.value.map { String(cString: $0) },
                    level: ConfigurationLevel(rawValue: found.pointee.level.rawValue)))
        }
        return entries
    }

    private func ownedIterator(
        _ call: (UnsafeMutablePointer<UnsafeMutablePointer<git_config_iterator>?>) -> Int32
    ) throws(GitError) -> UnsafeMutablePointer<git_config_iterator> {
        var iterator: UnsafeMutablePointer<git_config_iterator>?
        try check(call(&iterator))
        guard let iterator else { throw GitError(code: GitError.Code.generic, message: "git gave no iterator") }
        return iterator
    }

    private func another(orAbsent code: Int32) throws(GitError) -> Bool {
        code == GitError.Code.notFound ? try found(code) : try another(code)
    }

    private func another(_ code: Int32) throws(GitError) -> Bool { try Bindings.another(code) }

    /// Section and variable in lower case, the subsection between as written.
    static func normalized(_ name: String) -> String {
        let dot = UInt8(ascii: ".")
        guard let first = name.utf8.firstIndex(of: dot), let last = name.utf8.lastIndex(of: dot), first < last else {
            return name.lowercased()
        }
        return name[..<first].lowercased() + name[first..<last] + name[last...].lowercased()
    }
}

extension Repository {
    /// The settings of this repository over those of the user and the system.
    public func configuration() throws(GitError) -> Configuration {
        Configuration(owning: try owned { git_repository_config($0, handle) }, settings: settings)
    }
}

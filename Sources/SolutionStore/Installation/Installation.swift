// Everything that `git sol install` puts in place for one scope, as a list: install, uninstall and doctor go through the same one.

public import Bindings
public import SolutionCore

/// What belongs to a scope.
public struct Installation {
    public let places: InstallationPlaces
    public let items: [any InstallationItem]

    /// `repository` is the one whose files tell which attributes others have set; none for a person or a machine. Where `solutions`
    /// are given their folders are named; `sharesPlaces`: remotes are told of places.
    public init(
        _ places: InstallationPlaces, repository: Repository?, solutions: [SolutionPlace] = [], hasTextconv: Bool = true,
        sharesPlaces: Bool = false, kinds: Kinds = .table
    ) throws(StoreError) {
        self.places = places
        let settings = try SettingsItem(places, hasTextconv: hasTextconv)
        let attributes = try AttributesItem(places, drivers: settings.drivers, repository: repository, kinds: kinds)
        let hooks: [HookItem] = if let repository, places.scope == .local { try HookItem.all(of: repository) } else { [] }
        var items: [any InstallationItem] = [settings, attributes]
        if places.scope == .local {
            let folders = try FoldersItem(places, solutions)
            // Nobody misses it where nobody asked for it.
            let isThere = try folders.status() != .absent
            if isThere || !folders.lines.isEmpty || !folders.obstacles.isEmpty { items.append(folders) }
            let fetched = try PlacesItem(places, of: repository, isAsked: sharesPlaces)
            if try fetched.status() != .absent || !fetched.lines.isEmpty { items.append(fetched) }
        }
        self.items = items + hooks
    }

    /// The lines that git keeps of blobs by `diff.sol.cachetextconv`, as a reference.
    static let cache = "refs/notes/textconv/sol"

    /// Forgets them: what was read while the program was gone is in there as it was.
    public static func forgetCache(of repository: Repository) throws(StoreError) {
        do throws(GitError) {
            guard try repository.reference(cache) != nil else { return }
            try repository.update(ReferenceUpdate(cache, to: nil, expected: .anything, message: ""))
        } catch {
            throw StoreError(error, doing: "remove '\(cache)'")
        }
    }
}

/// The sections of the drivers in a configuration file.
struct SettingsItem: BlockItem {
    let file: String
    let block: MarkedBlock
    let drivers: [DriverSettings]
    let obstacles: [String]
    let hasTextconv: Bool

    var title: String { "settings in '\(file)'" }
    var lines: [String] { hasTextconv ? drivers.flatMap(\.lines) : linesWithoutTextconv }
    private var linesWithoutTextconv: [String] { drivers.flatMap(\.withoutTextconv.lines) }

    /// Who installed without textconv is missing nothing.
    func isCurrent(_ found: [String]) -> Bool { found == lines || found == linesWithoutTextconv }

    /// A driver of this name that somebody else has set is left out.
    init(_ places: InstallationPlaces, hasTextconv: Bool) throws(StoreError) {
        self.hasTextconv = hasTextconv
        file = places.configuration
        block = MarkedBlock(label: places.label)
        var drivers: [DriverSettings] = []
        var obstacles: [String] = []
        do throws(GitError) {
            let isThere = Files.exists(file) && !Files.isDirectory(file)
            let configuration = isThere ? try Configuration.open(file: file) : nil
            for driver in DriverSettings.all {
                var foreign: String?
                for setting in driver.settings where setting.name.hasPrefix(driver.attribute) && foreign == nil {
                    let values = try configuration?.strings(setting.name) ?? []
                    if values.contains(where: { !DriverSettings.isOurs(setting, $0) }) { foreign = setting.name }
                }
                if let foreign {
                    obstacles.append("'\(foreign)' is set in '\(file)' by somebody else: the \(driver.attribute) driver is left out")
                } else {
                    drivers.append(driver)
                }
            }
        } catch {
            throw StoreError(error, doing: "read '\(places.configuration)'")
        }
        self.drivers = drivers
        self.obstacles = obstacles
    }
}

/// Which files are given to the drivers, in a file of attributes.
struct AttributesItem: BlockItem {
    let file: String
    let block: MarkedBlock
    let lines: [String]
    let obstacles: [String]

    var title: String { "attributes in '\(file)'" }

    /// A pattern whose files have the attribute from somebody else goes without it: our lines would win over theirs.
    init(
        _ places: InstallationPlaces, drivers: [DriverSettings], repository: Repository?, kinds: Kinds
    ) throws(StoreError) {
        file = places.attributes
        block = MarkedBlock(label: places.label)
        // What was left to others when the block was written.
        var foreign = ForeignAttributes(noted: try Self.noted(in: file, block))
        if let repository { try foreign.find(in: repository, drivers.map(\.attribute), kinds: kinds) }
        var lines: [String] = []
        for pattern in kinds.attributePatterns {
            let (left, ours) = drivers.map(\.attribute).reduce(into: ([String](), [String]())) { lists, attribute in
                if foreign.has(attribute, pattern) { lists.0.append(attribute) } else { lists.1.append(attribute) }
            }
            if !ours.isEmpty { lines.append(pattern + ours.map { " \($0)=sol" }.joined()) }
            // Noted, as what others say cannot be seen any more where our lines hold.
            for attribute in left { lines.append(ForeignAttributes.note(attribute, pattern)) }
        }
        self.lines = drivers.isEmpty ? [] : lines
        obstacles = foreign.words
    }
}

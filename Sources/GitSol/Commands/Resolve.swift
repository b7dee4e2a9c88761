// git sol resolve: settles open conflicts, one component or one property at a time.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let resolve = Command(
        name: "resolve", group: .merge, summary: "settle conflicts of a merge by address",
        synopsis: ["(--ours | --theirs | --base | --both) ADDRESS…", "--undo ADDRESS…"],
        description: [
            "Takes one side of every open conflict that an address means; `*` and `**` are wildcards. The other conflicts stay open. A file in which nothing is left open is staged.",
            "`--both` keeps both sides, ours first, where both can stand. `--undo` brings the conflicts of a component's files back as the merge left them.",
        ],
        flags: [ResolveCommand.ours, ResolveCommand.theirs, ResolveCommand.base, ResolveCommand.both, ResolveCommand.undo, .quiet],
        positionals: [Positional(name: "ADDRESS", count: .any, completion: .address, summary: "which conflicts")],
        examples: [
            Example(purpose: "Their version of a form", line: "git sol resolve --theirs 'entity/contoso_order/form/*'"),
            Example(purpose: "Ours of everything that is left", line: "git sol resolve --ours '**'"),
        ],
        statuses: [(1, "No open conflict has such an address.")],
        run: ResolveCommand.run)
}

enum ResolveCommand {
    static let ours = Flag(long: "ours", summary: "our side")
    static let theirs = Flag(long: "theirs", summary: "their side")
    static let base = Flag(long: "base", summary: "the state before both")
    static let both = Flag(long: "both", summary: "both sides, ours first")
    static let undo = Flag(long: "undo", summary: "bring conflicts back")

    enum Choice { case ours, theirs, base, both }

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let repository = try world.openRepository()
        guard let top = repository.workingDirectory else { throw CommandError("the repository is bare: nothing can be open in it") }
        if arguments.has(undo) { return try bringBack(arguments.positionals, repository, top, world) }
        let wishes: [(Flag, Choice)] = [(ours, .ours), (theirs, .theirs), (base, .base), (both, .both)]
        let chosen = wishes.filter { arguments.has($0.0) }.map(\.1)
        guard chosen.count == 1, let choice = chosen.first, !arguments.positionals.isEmpty else {
            throw UsageError(
                message: "say which side to take, and of which conflicts",
                hints: ["as in 'git sol resolve --theirs ADDRESS'; 'git sol conflicts' lists them"])
        }
        let patterns = arguments.positionals.map(AddressPattern.init)
        let open = try OpenMerge(repository)
        let wanted = open.items.filter { item in patterns.contains { $0.matches(item.conflict.conflict.address) } }
        guard !wanted.isEmpty else {
            world.warn("no open conflict has such an address", hints: ["'git sol conflicts' lists those that are open"])
            return .findings
        }
        for item in wanted {
            try settle(item, choice, open, top, world)
            if !arguments.has(.quiet) { world.out.write("settled: \(ConflictText.what(item.conflict.conflict))\n") }
        }
        return .done
    }

    private static func settle(
        _ item: OpenMerge.Item, _ choice: Choice, _ open: OpenMerge, _ top: String, _ world: World
    ) throws {
        let files = item.conflict.files + item.conflict.files.compactMap { twin(of: $0, open) }
        for path in files {
            guard let state = open.states[path] else { continue }
            if item.isInText {
                try settleText(path, item.conflict.conflict.address, choice, top, world)
            } else {
                try settleFile(path, state, choice, top, world)
            }
        }
    }

    /// The managed twin that is open too: it follows.
    private static func twin(of path: String, _ open: OpenMerge) -> String? {
        let folder = SolutionPath.folder(path)
        return Twin.other(of: String(path.dropFirst(folder.count))).map { folder + $0 }.flatMap { open.states[$0] == nil ? nil : $0 }
    }

    private static func settleText(_ path: String, _ address: Address, _ choice: Choice, _ top: String, _ world: World) throws {
        let text = try Files.read(top + path)
        let regions = ConflictRegion.all(in: text)
        let named = regions.filter { $0.isOf(address) }
        let chosen = named.isEmpty ? regions.filter { !$0.label.contains(": ") } : named
        var result: [UInt8] = []
        var position = 0
        for region in chosen {
            result += text[position..<region.range.lowerBound]
            switch choice {
            case .ours: result += region.ours
            case .theirs: result += region.theirs
            case .both: result += region.ours + region.theirs
            case .base:
                guard let base = region.base else {
                    throw CommandError(
                        "the file does not show the state before both sides", reason: path,
                        hints: ["set 'git config merge.conflictStyle diff3', bring the conflict back with --undo, and take --base then"])
                }
                result += base
            }
            position = region.range.upperBound
        }
        result += text[position...]
        try Files.write(result, to: top + path)
        if ConflictRegion.all(in: result).isEmpty { try world.git(["add", "--", path], top: true) }
    }

    private static func settleFile(
        _ path: String, _ state: IndexConflict, _ choice: Choice, _ top: String, _ world: World
    ) throws {
        let entry =
            switch choice {
            case .ours: state.ours
            case .theirs: state.theirs
            case .base: state.base
            case .both: state.ours ?? state.theirs
            }
        guard let entry else {
            try world.git(["rm", "-q", "--cached", "--ignore-unmatch", "--", path], top: true)
            if Files.exists(top + path) { try Files.remove(top + path) }
            return
        }
        let lines = "0 \(ObjectID.zero.hex)\t\(path)\0\(entry.mode) \(entry.id.hex) 0\t\(path)\0"
        try world.git(["update-index", "-z", "--index-info"], input: Array(lines.utf8), top: true)
        try world.git(["checkout-index", "-f", "--", path], top: true)
    }

    /// Git remembers the three states of what was settled; the file is merged from them again.
    private static func bringBack(_ addresses: [String], _ repository: Repository, _ top: String, _ world: World) throws -> ExitStatus {
        let patterns = addresses.map(AddressPattern.init)
        let output = try world.git(["ls-files", "--resolve-undo", "-z"], top: true)
        let paths = Set(String(decoding: output, as: UTF8.self).split(separator: "\0").compactMap { $0.split(separator: "\t").last.map(String.init) })
        guard !paths.isEmpty else { throw CommandError("nothing was settled that could be brought back") }
        let settled = Set(try OpenMerge(repository).states.keys)
        for path in paths.subtracting(settled).sorted() { try world.git(["update-index", "--unresolve", path], top: true) }
        let states = try OpenMerge(repository).states
        var back = 0
        for path in paths.sorted() {
            guard let state = states[path] else { continue }
            let merge = try merged(path, state, repository, world)
            let isWanted = merge.conflicts.contains { conflict in patterns.contains { $0.matches(conflict.address) } }
            if isWanted {
                back += 1
                try Files.write(merge.bytes, to: top + path)
            } else if !settled.contains(path) {
                try world.git(["add", "--", path], top: true)
            }
        }
        world.out.write("\(back) file\(back == 1 ? "" : "s") as the merge left \(back == 1 ? "it" : "them")\n")
        return back == 0 ? .findings : .done
    }

    private static func merged(_ path: String, _ state: IndexConflict, _ repository: Repository, _ world: World) throws -> FileMerge {
        func read(_ entry: IndexEntry?) throws -> [UInt8]? { try entry.map { try repository.readBlob($0.id) } }
        let folder = SolutionPath.folder(path)
        let style = world.markers(ours: "ours", theirs: "theirs")
        return try FileMerger(settings: MergeSettings(markers: style)).merge(
            base: try read(state.base), ours: try read(state.ours) ?? [], theirs: try read(state.theirs) ?? [],
            path: String(path.dropFirst(folder.count)), in: folder)
    }
}

// A conflict written by hand: what stands between its markers, in git's editor.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

struct ConflictEditor {
    private let settler: ConflictSettler
    private let world: World

    init(_ settler: ConflictSettler, _ world: World) {
        self.settler = settler
        self.world = world
    }

    /// Says whether it is settled: no marker is left in what was written.
    func edit(_ item: OpenMerge.Item) throws -> Bool {
        let what = item.conflict.conflict.what
        guard item.isInText else {
            throw CommandError(
                "'\(what)' has no text to edit: \(item.conflict.conflict.reason.rawValue)", hints: ["take one side with --ours or --theirs"]
            )
        }
        var isSettled = true
        for path in settler.files(of: item) where settler.open.states[path] != nil {
            let text = try settler.file(path).text
            if case .lines = item.conflict.conflict.extent {
                // Lines mean nothing without those around them.
                let written = try write(text, like: path, at: ConflictRegion.all(in: text).first?.line(in: text))
                try settler.rewrite(path, written)
                isSettled = isSettled && ConflictRegion.all(in: written).isEmpty
                continue
            }
            try settler.replace(item, in: path) { (region) throws(StoreError) in
                let written = try write(Array(text[region.range]), like: path)
                isSettled = isSettled && ConflictRegion.all(in: written).isEmpty
                return written
            }
        }
        return isSettled
    }

    private func write(_ bytes: [UInt8], like path: String, at line: Int? = nil) throws(StoreError) -> [UInt8] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let file = settler.repository.gitDirectory + "SOL_EDIT_" + name
        try ofSystem { () throws(SystemError) in try Files.write(bytes, to: TrustedPath(trusting: file)) }
        defer { try? Files.remove(TrustedPath(trusting: file)) }
        let output = try world.git.output(of: ["var", "GIT_EDITOR"])
        let editor = String(decoding: output.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        world.out.flush()
        let end = try ofSystem { () throws(SystemError) in
            try Process.runAttached(
                ["/bin/sh", "-c", "\(editor) \"$@\"", editor] + EditorPlace.words(editor, file, line), environment: world.environment)
        }
        guard end == .exited(0) else {
            throw StoreError(
                .failed, "the editor did not end well: '\(editor)'",
                hints: ["nothing was changed; git's setting 'core.editor' names another one"])
        }
        return try ofSystem { () throws(SystemError) in try Files.read(file) }
    }
}

// A directory that is held open, and what is done below it: no link is followed on the way, also none that is put there meanwhile.

internal import Glibc

/// A folder whose content others decide. Paths below it have passed the gate, and each step towards them is taken from the directory before.
public final class Root {
    /// As it was named, without a slash at its end.
    public let path: String
    let descriptor: Int32
    /// The folder that was used last: files come in the order of their paths.
    private var latest: (path: String, descriptor: Int32)?

    /// Opens a directory, through links: whoever names it means what it leads to. Where nobody has named it, none is followed at its end.
    public init(_ path: TrustedPath, followingLinks: Bool = true) throws(SystemError) {
        var text = path.text.utf8[...]
        while text.count > 1, text.last == .slash { text.removeLast() }
        self.path = String(text) ?? path.text
        let name = self.path
        do throws(SystemError) {
            let links = followingLinks ? 0 : O_NOFOLLOW
            descriptor = try systemCall("open", name) { open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | links) }
        } catch {
            guard !followingLinks, try Files.status(name)?.kind == .link else { throw error }
            throw SystemError(linkInTheWay: name, "write")
        }
    }

    deinit {
        if let latest { close(latest.descriptor) }
        close(descriptor)
    }

    // MARK: - Looking

    /// What is there, or nil when nothing is. A link is looked at, not followed; one on the way is an error.
    public func status(_ file: CheckedPath) throws(SystemError) -> FileStatus? {
        guard let place = try place(of: file, "look at") else { return nil }
        var found = stat()
        guard try isThere(file, "look at", { fstatat(place.folder, place.name, &found, AT_SYMLINK_NOFOLLOW) }) else { return nil }
        return FileStatus(found)
    }

    /// All bytes of a file; nil where there is none. A link is no file.
    public func read(_ file: CheckedPath) throws(SystemError) -> [UInt8]? {
        guard let place = try place(of: file, "read") else { return nil }
        let descriptor = openat(place.folder, place.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let number = errno
            if number == ENOENT { return nil }
            throw SystemError(number: number, action: "read", path: shown(file.text))
        }
        defer { close(descriptor) }
        try Files.checkPlain(descriptor, path: shown(file.text))
        return try Files.read(descriptor: descriptor, path: shown(file.text))
    }

    // MARK: - Changing

    /// Puts these bytes in place of whatever was at the path, whole or not at all; folders on the way are made. A link there is replaced.
    public func write(_ bytes: [UInt8], to file: CheckedPath, mode: Files.Mode = .keep) throws(SystemError) {
        let place = try madePlace(of: file, "write")
        try Files.write(bytes, as: place.name, in: place.folder, mode: mode, shown: shown(file.text))
    }

    /// Removes a file or a link; one that is not there is no error.
    public func remove(_ file: CheckedPath) throws(SystemError) {
        guard let place = try place(of: file, "remove") else { return }
        _ = try isThere(file, "remove") { unlinkat(place.folder, place.name, 0) }
    }

    /// Removes the folders above a path in which nothing is left.
    public func removeEmptyFolders(above file: CheckedPath) {
        forget()
        var here = file.parent
        while let folder = here {
            guard let place = try? place(of: folder, "remove"), unlinkat(place.folder, place.name, AT_REMOVEDIR) == 0 else { return }
            forget()
            here = folder.parent
        }
    }

    /// Takes over a file or folder of our own: by a rename, or a file by a copy where that is another file system. Folders on the way are made.
    public func take(_ source: String, as file: CheckedPath) throws(SystemError) {
        let place = try madePlace(of: file, "write")
        do {
            try systemCall("rename", source, as: .rename) { renameat(AT_FDCWD, source, place.folder, place.name) }
        } catch {
            guard error.number == EXDEV else { throw error }
            if let link = try Files.target(of: source) {
                try remove(file)
                let bytes = link.map { CChar(bitPattern: $0) } + [0]
                try systemCall("make the link", shown(file.text)) { symlinkat(bytes, place.folder, place.name) }
            } else {
                let mode = try Files.status(source)?.mode
                try write(try Files.read(source), to: file, mode: mode.map { .exactly($0) } ?? .keep)
            }
            try Files.remove(TrustedPath(trusting: source))
        }
        forget()
    }

    /// Gives a file away to a place of our own: a rename, or a copy where that is another file system.
    func give(_ file: CheckedPath, to target: String) throws(SystemError) {
        guard let place = try place(of: file, "rename") else {
            throw SystemError(number: ENOENT, action: "rename", path: shown(file.text))
        }
        do {
            try systemCall("rename", shown(file.text), as: .rename) { renameat(place.folder, place.name, AT_FDCWD, target) }
        } catch {
            guard error.number == EXDEV else { throw error }
            try copy(file, to: target)
            try remove(file)
        }
        forget()
    }

    /// Copies a file or a link to a place of our own.
    func copy(_ file: CheckedPath, to target: String) throws(SystemError) {
        guard let place = try place(of: file, "copy") else {
            throw SystemError(number: ENOENT, action: "copy", path: shown(file.text))
        }
        if let link = try Files.target(of: place.name, in: place.folder) {
            unlink(target)
            try systemCall("make the link", target) { symlink(link.map { CChar(bitPattern: $0) } + [0], target) }
            return
        }
        guard let bytes = try read(file) else { throw SystemError(number: ENOENT, action: "copy", path: shown(file.text)) }
        let mode = try status(file)?.mode
        try Files.write(bytes, to: TrustedPath(trusting: target), mode: mode.map { .exactly($0) } ?? .keep)
    }

    /// A second name for a file, among our own; false where the file system has none to give.
    func link(_ file: CheckedPath, as target: String) throws(SystemError) -> Bool {
        guard let place = try place(of: file, "link") else { return false }
        return linkat(place.folder, place.name, AT_FDCWD, target, 0) == 0
    }

    // MARK: - The way there

    private struct Place {
        /// Open until the next place is asked for.
        let folder: Int32
        let name: String
    }

    /// Nil where a folder on the way is not there.
    private func place(of file: CheckedPath, _ action: String) throws(SystemError) -> Place? {
        do throws(SystemError) {
            return try place(of: file.text, action, makes: false)
        } catch {
            if error.number == ENOENT { return nil }
            throw error
        }
    }

    private func madePlace(of file: CheckedPath, _ action: String) throws(SystemError) -> Place {
        try place(of: file.text, action, makes: true)
    }

    private func place(of text: String, _ action: String, makes: Bool) throws(SystemError) -> Place {
        let folder = Files.parent(of: text) ?? ""
        let name = String(decoding: text.utf8.dropFirst(folder.isEmpty ? 0 : folder.utf8.count + 1), as: UTF8.self)
        if folder.isEmpty { return Place(folder: descriptor, name: name) }
        if let latest, latest.path.utf8.elementsEqual(folder.utf8), isStillThere(latest.descriptor) {
            return Place(folder: latest.descriptor, name: name)
        }
        forget()
        var here = descriptor
        var reached = ""
        do throws(SystemError) {
            for part in folder.utf8.split(separator: .slash) {
                let part = String(decoding: part, as: UTF8.self)
                reached += reached.isEmpty ? part : "/" + part
                let next = try step(into: part, from: here, reached, action, makes: makes)
                if here != descriptor { close(here) }
                here = next
            }
        } catch {
            if here != descriptor { close(here) }
            throw error
        }
        latest = (folder, here)
        return Place(folder: here, name: name)
    }

    private func step(
        into name: String, from folder: Int32, _ reached: String, _ action: String, makes: Bool
    ) throws(SystemError) -> Int32 {
        while true {
            let next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            if next >= 0 { return next }
            let number = errno
            if number == EINTR { continue }
            if number == ENOENT, makes {
                if mkdirat(folder, name, 0o777) == 0 || errno == EEXIST { continue }
                throw SystemError(number: errno, action: "create the directory", path: shown(reached))
            }
            var found = stat()
            if number == ENOTDIR || number == ELOOP, fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0,
                FileStatus(found).kind == .link
            {
                throw SystemError(linkInTheWay: shown(reached), action)
            }
            throw SystemError(number: number, action: action, path: shown(reached))
        }
    }

    /// A folder that somebody removed takes no files, though it can be held.
    private func isStillThere(_ folder: Int32) -> Bool {
        var found = stat()
        return fstat(folder, &found) == 0 && found.st_nlink > 0
    }

    private func forget() {
        if let latest { close(latest.descriptor) }
        latest = nil
    }

    private func isThere(_ file: CheckedPath, _ action: String, _ body: () -> Int32) throws(SystemError) -> Bool {
        do throws(SystemError) {
            try systemCall(action, shown(file.text), body)
            return true
        } catch {
            if error.number == ENOENT { return false }
            throw error
        }
    }

    private func shown(_ relative: String) -> String { path == "/" ? "/" + relative : path + "/" + relative }
}

extension SystemError {
    /// A link where a folder should be: what is done through it would be done elsewhere.
    init(linkInTheWay path: String, _ action: String) {
        self.init(number: ELOOP, action: action + " through the link", path: path)
    }

    /// Nothing was done, as a link stood on the way.
    public var isLinkInTheWay: Bool { number == ELOOP && action.hasSuffix(" through the link") }
}

// Writing where the user says: a plain file is replaced as a whole; a device, a pipe, or what a link leads to is written through.

internal import Glibc

extension Files {
    /// Writes an output of a command, as `cp` would: what is there keeps being what it is.
    public static func output(_ bytes: [UInt8], to path: TrustedPath) throws(SystemError) {
        guard let status = try status(path.text) else { return try write(bytes, to: path) }
        switch status.kind {
        case .file: try write(bytes, to: path)
        case .directory: throw SystemError(number: EISDIR, action: "write", path: path.text)
        case .other: try writeThrough(bytes, to: path.text)
        case .link:
            if let found = try Files.status(path.text, followingLinks: true) {
                guard found.kind == .file else { return try writeThrough(bytes, to: path.text) }
                return try write(bytes, to: TrustedPath(trusting: try followingLinks(path.text)))
            }
            // It leads to where nothing is yet.
            try writeThrough(bytes, to: path.text)
        }
    }

    private static func writeThrough(_ bytes: [UInt8], to path: String) throws(SystemError) {
        OutputStream.ignoreBrokenPipes()
        let descriptor = try systemCall("write", path) { open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) }
        defer { close(descriptor) }
        try bytes.withUnsafeBufferPointer { (buffer) throws(SystemError) in
            try writeAll(buffer, to: descriptor, path: path)
        }
    }
}

// Git's own comparison of two texts line by line, as hunks.

internal import CGit2

/// A line of a hunk.
public struct DiffLine: Equatable, Sendable {
    public enum Origin: Equatable, Sendable {
        case context, added, removed
    }

    public let origin: Origin
    /// The number in the old text from 1, nil for an added line.
    public let oldNumber: Int?
    /// The number in the new text from 1, nil for a removed line.
    public let newNumber: Int?
    /// The line with its end, if it has one.
    public let bytes: [UInt8]
}

/// A run of changed lines with what stands around it.
public struct DiffHunk: Equatable, Sendable {
    public let oldStart: Int
    public let oldCount: Int
    public let newStart: Int
    public let newCount: Int
    /// The `@@` line with its end.
    public let header: [UInt8]
    public let lines: [DiffLine]
}

/// The difference of two texts.
public struct LineDiff: Equatable, Sendable {
    public let hunks: [DiffHunk]
    /// A text holds a NUL; no lines are compared then.
    public let isBinary: Bool
    /// The whole as `git diff` prints it, headers included; empty for equal texts.
    public let patch: [UInt8]
}

/// Compares two texts; nil stands for a file that is not there.
public func diffLines(
    _ old: [UInt8]?, _ new: [UInt8]?, oldPath: String = "a", newPath: String = "b", context: Int = 3
) throws(GitError) -> LineDiff {
    try Library.start()
    var options = git_diff_options()
    try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
    options.context_lines = UInt32(clamping: context)
    return try withBytes(old) { (old) throws(GitError) -> LineDiff in
        try withBytes(new) { (new) throws(GitError) -> LineDiff in
            let patch = try owned {
                git_patch_from_buffers(
                    $0, old.baseAddress, old.count, oldPath, new.baseAddress, new.count, newPath, &options)
            }
            // Lines point into the buffers, so everything is copied while they live.
            defer { git_patch_free(patch) }
            return try read(patch)
        }
    }
}

/// An absent text must reach libgit2 as a null pointer, an empty one as a pointer to nothing.
private func withBytes(
    _ bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer) throws(GitError) -> LineDiff
) throws(GitError) -> LineDiff {
    guard let bytes else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let padded = bytes + [0]
    return try padded.span.bytes.withUnsafeBytes { (padded) throws(GitError) -> LineDiff in
        try body(UnsafeRawBufferPointer(rebasing: padded.dropLast()))
    }
}

private func read(_ patch: OpaquePointer) throws(GitError) -> LineDiff {
    var hunks: [DiffHunk] = []
    for place in 0..<git_patch_num_hunks(patch) {
        var raw: UnsafePointer<git_diff_hunk>?
        var count = 0
        try check(git_patch_get_hunk(&raw, &count, patch, place))
        guard let hunk = raw?.pointee else { continue }
        var lines: [DiffLine] = []
        for number in 0..<count {
            var line: UnsafePointer<git_diff_line>?
            try check(git_patch_get_line_in_hunk(&line, patch, place, number))
            if let line = line?.pointee, let value = DiffLine(line) { lines.append(value) }
        }
        let header = withUnsafeBytes(of: hunk.header) { Array($0.prefix(hunk.header_len)) }
        hunks.append(
            DiffHunk(
                oldStart: Int(hunk.old_start), oldCount: Int(hunk.old_lines), newStart: Int(hunk.new_start),
                newCount: Int(hunk.new_lines), header: header, lines: lines))
    }
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    try check(git_patch_to_buf(&buffer, patch))
    let flags = git_patch_get_delta(patch)?.pointee.flags ?? 0
    return LineDiff(
        hunks: hunks, isBinary: flags & GIT_DIFF_FLAG_BINARY.rawValue != 0,
        patch: Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size)))
}

extension DiffLine {
    /// Nil for the remarks on missing line ends.
    init?(_ raw: git_diff_line) {
        switch UInt8(bitPattern: raw.origin) {
        case UInt8(ascii: " "): origin = .context
        case UInt8(ascii: "+"): origin = .added
        case UInt8(ascii: "-"): origin = .removed
        default: return nil
        }
        oldNumber = raw.old_lineno > 0 ? Int(raw.old_lineno) : nil
        newNumber = raw.new_lineno > 0 ? Int(raw.new_lineno) : nil
        bytes = Array(UnsafeRawBufferPointer(start: raw.content, count: raw.content_len))
    }
}

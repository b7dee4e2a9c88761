// Git's own three-way merge of lines, for texts that nothing better can merge.

internal import CGit2

/// How a line merge is to be made and marked.
public struct LineMergeOptions: Equatable, Sendable {
    public enum Style: Equatable, Sendable {
        /// Ours and theirs.
        case merge
        /// Ours, base and theirs.
        case diff3
        /// Like `diff3`, with common lines at the edges of a conflict taken out.
        case zdiff3
    }

    public var style = Style.merge
    /// The number of characters of a marker.
    public var markerSize = 7
    /// What stands beside the markers; nil for none.
    public var baseLabel: String?
    public var oursLabel: String?
    public var theirsLabel: String?

    public init(
        style: Style = .merge, markerSize: Int = 7, baseLabel: String? = nil,
        oursLabel: String? = nil, theirsLabel: String? = nil
    ) {
        self.style = style
        self.markerSize = markerSize
        self.baseLabel = baseLabel
        self.oursLabel = oursLabel
        self.theirsLabel = theirsLabel
    }
}

/// The outcome of a line merge.
public struct LineMergeResult: Equatable, Sendable {
    /// The merged text, with markers where `isClean` is false.
    public let bytes: [UInt8]
    public let isClean: Bool

    public init(bytes: [UInt8], isClean: Bool) {
        self.bytes = bytes
        self.isClean = isClean
    }
}

/// Merges the lines of two texts that come from one; nil as base stands for an empty one.
public func mergeLines(
    base: [UInt8]?, ours: [UInt8], theirs: [UInt8], options: LineMergeOptions = .init()
) throws(GitError) -> LineMergeResult {
    try Library.start()
    // Without labels libgit2 would write file names; an empty label leaves only the marker and a blank.
    let labels = [options.baseLabel ?? "", options.oursLabel ?? "", options.theirsLabel ?? ""]
    return try withCStrings(labels) { (labels) throws(GitError) in
        var raw = git_merge_file_options()
        try check(git_merge_file_options_init(&raw, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION)))
        raw.ancestor_label = UnsafePointer(labels[0])
        raw.our_label = UnsafePointer(labels[1])
        raw.their_label = UnsafePointer(labels[2])
        raw.marker_size = UInt16(clamping: options.markerSize)
        raw.flags =
            switch options.style {
            case .merge: GIT_MERGE_FILE_STYLE_MERGE.rawValue
            case .diff3: GIT_MERGE_FILE_STYLE_DIFF3.rawValue
            case .zdiff3: GIT_MERGE_FILE_STYLE_ZDIFF3.rawValue
            }
        return try merge(base ?? [], ours, theirs, &raw)
    }
}

private func merge(
    _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], _ options: inout git_merge_file_options
) throws(GitError) -> LineMergeResult {
    var result = git_merge_file_result()
    defer { git_merge_file_result_free(&result) }
    let code = withInput(base) { base in
        withInput(ours) { ours in
            withInput(theirs) { theirs in git_merge_file(&result, &base, &ours, &theirs, &options) }
        }
    }
    try check(code)
    return LineMergeResult(
        bytes: Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len)), isClean: result.automergeable == 1)
}

private func withInput(_ bytes: [UInt8], _ body: (inout git_merge_file_input) -> Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
        var input = git_merge_file_input()
        git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
        input.ptr = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
        input.size = buffer.count
        return body(&input)
    }
}

// The gate: the only place that looks at a libgit2 return code.

internal import CGit2

/// Throws the error behind a negative return code, and passes other codes on.
///
/// The message is copied before any other libgit2 call can overwrite it, then cleared, because some failures set none
/// and would otherwise show the words of an earlier one.
@discardableResult
func check(_ code: Int32) throws(GitError) -> Int32 {
    guard code < 0 else { return code }
    throw takeError(code)
}

/// Like `check`, with nil for "not found".
func found(_ code: Int32) throws(GitError) -> Bool {
    if code == GitError.Code.notFound {
        git_error_clear()
        return false
    }
    try check(code)
    return true
}

/// Like `check`, with false for the end of an iteration.
func another(_ code: Int32) throws(GitError) -> Bool {
    if code == GitError.Code.iterationOver {
        git_error_clear()
        return false
    }
    try check(code)
    return true
}

/// Runs a call that writes an owned handle to its first parameter.
///
/// The caller frees the handle with the function that belongs to its type.
func owned(_ call: (UnsafeMutablePointer<OpaquePointer?>) -> Int32) throws(GitError) -> OpaquePointer {
    var handle: OpaquePointer?
    try check(call(&handle))
    guard let handle else { throw GitError(code: GitError.Code.generic, message: "git gave no handle") }
    return handle
}

/// Like `owned`, with nil for "not found".
func ownedIfFound(_ call: (UnsafeMutablePointer<OpaquePointer?>) -> Int32) throws(GitError) -> OpaquePointer? {
    var handle: OpaquePointer?
    return try found(call(&handle)) ? handle : nil
}

/// Runs a call that writes text to a libgit2 buffer, and copies the text out.
func text(_ call: (UnsafeMutablePointer<git_buf>) -> Int32) throws(GitError) -> String {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    try check(call(&buffer))
    guard let start = buffer.ptr else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: start, count: buffer.size), as: UTF8.self)
}

private func takeError(_ code: Int32) -> GitError {
    defer { git_error_clear() }
    guard let last = git_error_last(), let words = last.pointee.message else {
        return GitError(code: code, message: "git failed with code \(code)")
    }
    return GitError(code: code, subsystem: last.pointee.klass, message: String(cString: words))
}

/// Calls `body` with a C array of the strings; they live until it returns.
func withCStrings<R>(
    _ strings: [String], _ body: (UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>) throws(GitError) -> R
) throws(GitError) -> R {
    let array = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count)
    defer { array.deallocate() }
    for (place, string) in strings.enumerated() {
        let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: string.utf8.count + 1)
        var end = 0
        for byte in string.utf8 {
            bytes[end] = CChar(bitPattern: byte)
            end += 1
        }
        bytes[end] = 0
        array.initializeElement(at: place, to: bytes.baseAddress)
    }
    defer { for string in array { string?.deallocate() } }
    return try body(array)
}

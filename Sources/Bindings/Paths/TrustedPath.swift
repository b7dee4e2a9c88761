// A path that may lead anywhere, as a type: so that no text becomes one by accident.

/// What the user typed, or what is git's or the program's own. What a package, a clone or a patch says is never one.
///
/// A test lists every place that makes one, with the reason.
public struct TrustedPath: Sendable {
    public let text: String

    public init(trusting text: String) { self.text = text }
}

// The version in the bytes of a manifest, whatever encoding they are in.

internal import SolutionCore

public enum SolutionVersionText {
    /// The manifest with another version, and not a byte more of difference.
    public static func replaced(in bytes: [UInt8], with version: String, file: String) throws(StoreError) -> [UInt8] {
        do throws(ParseError) {
            let document = try Document(bytes, syntax: .xml, names: Names())
            guard let text = VersionText.replaced(in: document.tree, with: version) else {
                throw ParseError(line: 1, column: 1, message: "it has no version that could be set")
            }
            return try document.encode(text)
        } catch {
            throw StoreError(error, file: file)
        }
    }
}

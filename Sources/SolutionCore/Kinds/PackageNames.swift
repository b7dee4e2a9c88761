// The names that every package has, whatever kinds are in it.

/// The two documents of a package, in the zip and in the folder, and their root.
public enum PackageNames {
    /// The root element of both documents.
    static let root = "ImportExportXml"
    static let manifest = "Other/Solution.xml"
    /// In the folder: what of the sections is in no file of its own.
    static let residue = "Other/Customizations.xml"
    /// In the zip: all components.
    static let whole = "customizations.xml"
    /// The root element of workflows, in which steps have generated names.
    static let workflowRoot = "Activity"
    /// The kind of the languages that a package has texts in.
    static let language = "language"
    /// The kind of what stands in a section that the table does not know.
    static let unknownSection = "section"

    static func isResidue(_ path: String) -> Bool { path.lowercased() == residue.lowercased() }

    static func isWhole(_ path: String) -> Bool { path.lowercased() == whole }

    /// Files that every solution has.
    static func isShared(_ path: String) -> Bool {
        [residue.lowercased(), whole, manifest.lowercased(), "solution.xml"].contains(path.lowercased())
    }
}

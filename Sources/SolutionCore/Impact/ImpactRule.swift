// The rules of an import, each with the word that programs rely on, the list it belongs to, and a sentence for people.

/// The lists of an impact, in their order.
public enum ImpactList: String, Sendable, CaseIterable {
    case refusals, deletedWithData, deleted, leftBehind, added, changed, risky, asks, needs, environmentValues

    /// As a heading over its lines.
    public var heading: String {
        switch self {
        case .refusals: "Refused"
        case .deletedWithData: "Deleted with its data"
        case .deleted: "Deleted"
        case .leftBehind: "Left behind"
        case .added: "Added"
        case .changed: "Changed"
        case .risky: "Risky"
        case .asks: "Asked for"
        case .needs: "Needed from other solutions"
        case .environmentValues: "Values of one environment in the package"
        }
    }
}

/// Why a line is in a list.
public enum ImpactRule: String, Sendable, CaseIterable {
    case versionEqual = "version-equal"
    case versionLower = "version-lower"
    case managedFlag = "managed-flag"
    case publisherDiffers = "publisher-differs"
    case patchVersion = "patch-version"
    case patchParent = "patch-parent"

    case deletesTable = "deletes-table"
    case deletesColumn = "deletes-column"
    case deletesRelationship = "deletes-relationship"
    case deletesOption = "deletes-option"

    case deletesComponent = "deletes-component"
    case removesLayer = "removes-layer"
    case leavesManifest = "leaves-manifest"

    case updateKeeps = "update-keeps"
    case patchKeeps = "patch-keeps"
    case unmanagedKeeps = "unmanaged-keeps"

    case addsComponent = "adds-component"
    case joinsManifest = "joins-manifest"

    case changesComponent = "changes-component"
    case mergesLayers = "merges-layers"

    case typeChanged = "type-changed"
    case lengthReduced = "length-reduced"
    case levelRaised = "level-raised"
    case optionRemoved = "option-removed"
    case optionRenumbered = "option-renumbered"
    case targetRemoved = "target-removed"
    case keyChanged = "key-changed"
    case keyAdded = "key-added"
    case primaryNameChanged = "primary-name-changed"
    case privilegeWidened = "privilege-widened"
    case assemblyRenewed = "assembly-renewed"
    case turnedOff = "turned-off"
    case behaviourNarrowed = "behaviour-narrowed"
    case fallbackFormLost = "fallback-form-lost"
    case propertyTightened = "property-tightened"

    case asksConnection = "asks-connection"
    case asksVariable = "asks-variable"

    case needsSolution = "needs-solution"
    case needsUnmanaged = "needs-unmanaged"

    case carriesValue = "carries-value"

    public var list: ImpactList { about.list }

    /// What the platform does, for the help.
    public var sentence: String { about.sentence }

    private var about: (list: ImpactList, sentence: String) {
        switch self {
        case .versionEqual: (.refusals, "The version is the one that is there. A managed import must bring a higher one.")
        case .versionLower: (.refusals, "The version is lower than the one that is there. A managed import must bring a higher one.")
        case .managedFlag: (.refusals, "One of the two is managed and the other is not. An import takes only what fits what is there.")
        case .publisherDiffers: (.refusals, "The publisher is another one. A solution keeps its publisher.")
        case .patchVersion: (.refusals, "A patch has the major and minor number of its parent, and is higher in build or revision.")
        case .patchParent: (.refusals, "A patch is imported over the solution that it was made for, and by no upgrade.")
        case .deletesTable: (.deletedWithData, "The table left the solution. The upgrade deletes it with all rows.")
        case .deletesColumn: (.deletedWithData, "The column left the solution. The upgrade deletes it with the values in all rows.")
        case .deletesRelationship:
            (.deletedWithData, "The relationship left the solution. The upgrade deletes it with all links between rows.")
        case .deletesOption: (.deletedWithData, "The option left its choice. Rows keep a number that no longer means anything.")
        case .deletesComponent: (.deleted, "The component left the solution and holds no data. The upgrade deletes it.")
        case .removesLayer:
            (.deleted, "The component is the platform's or another solution's. The upgrade takes off only what this solution laid over it.")
        case .leavesManifest: (.deleted, "The manifest no longer lists a component that no file of the package holds.")
        case .updateKeeps: (.leftBehind, "The component left the solution. An update never deletes, so it stays.")
        case .patchKeeps: (.leftBehind, "The patch does not hold the component. A patch cannot delete, so it stays.")
        case .unmanagedKeeps: (.leftBehind, "The component left the solution. An unmanaged import only adds and overwrites, so it stays.")
        case .addsComponent: (.added, "The component is new in the solution.")
        case .joinsManifest: (.added, "The manifest is the first to list a component that no file of the package holds.")
        case .changesComponent: (.changed, "The component changed. The import puts the new one in the place of the old.")
        case .mergesLayers:
            (.changed, "The component changed, and its layers are merged: changes made in the environment stay beside the new ones.")
        case .typeChanged: (.risky, "The type of a column cannot change. The import fails, unless the column is deleted first.")
        case .lengthReduced: (.risky, "A column became shorter. Longer values that are there may be refused or cut.")
        case .levelRaised: (.risky, "A column must now be filled in. Rows without a value cannot be saved until it has one.")
        case .optionRemoved: (.risky, "An option is gone. Rows, scripts and flows may still use its number.")
        case .optionRenumbered: (.risky, "An option has another number. Rows keep the old one, and so do scripts and flows.")
        case .targetRemoved: (.risky, "A lookup can no longer lead to a table. Rows that do so lose where they led.")
        case .keyChanged: (.risky, "The columns of a key changed. It is built anew, and that fails where rows are equal in them.")
        case .keyAdded: (.risky, "A table that has rows gets a key. Building it fails where rows are equal in its columns.")
        case .primaryNameChanged: (.risky, "Another column is the primary name. Lookups show another text.")
        case .privilegeWidened: (.risky, "A role or a profile may do more than before.")
        case .assemblyRenewed: (.risky, "An assembly has another major or minor version. It is registered anew, beside the old one.")
        case .turnedOff: (.risky, "A flow, workflow or step is turned off.")
        case .behaviourNarrowed: (.risky, "The solution holds less of a table than before: without its parts, or only its shell.")
        case .fallbackFormLost: (.risky, "No main form of a table is the fallback any more. People whose roles fit no form see none.")
        case .propertyTightened: (.risky, "What could be customised no longer can be. Changes made in the environment may be refused.")
        case .asksConnection: (.asks, "An import asks for a connection, unless the settings file names one.")
        case .asksVariable: (.asks, "The variable has neither a value nor a default, so an import asks for one.")
        case .needsSolution:
            (.needs, "Components depend on what another solution holds. It must be there first, in that version or a later one.")
        case .needsUnmanaged: (.needs, "Components depend on what was in no managed solution where the package was exported.")
        case .carriesValue: (.environmentValues, "The package brings a value of the environment from which it was exported.")
        }
    }
}

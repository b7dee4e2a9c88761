// Where an item inside a component says what people call it.

enum ItemLabels {
    /// Of elements; the first that has a value.
    static let elements: [ValuePath] = [
        "LocalizedNames/LocalizedName[languagecode]@description", "displaynames/displayname[languagecode]@description",
        "labels/label[languagecode]@description", "displayname/label[languagecode]@description",
        "Titles/Title[LCID]@Title", "@Title", "@displayName", "control@datafieldname", "@functionName", "NavigationPropertyName",
        "@LabelText", "@name", "@Name",
    ]

    /// Of objects, the members.
    static let members = ["displayName", "name", "logicalname", "title", "id"]

    /// Of components of kinds that the table does not know.
    static let unknownKinds: [ValuePath] = [
        "displayname/label[languagecode]@description", "displayname@default", "name", "@name", "msdyn_name",
    ]
}

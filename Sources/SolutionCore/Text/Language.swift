// Languages as the platform numbers them, in words; and the texts that elements hold in one language.

enum Language {
    /// What an element that is a text in one language is called: `German (1031)`.
    static func name(of element: Int, in tree: Tree) -> String? {
        guard let code = code(of: element, in: tree) else { return nil }
        return names[code].map { "\($0) (\(code))" } ?? code
    }

    /// The text of such an element.
    static func text(of element: Int, in tree: Tree) -> String? {
        guard tree[element].kind == .element, code(of: element, in: tree) != nil else { return nil }
        return tree.attribute("description", of: element) ?? tree.attribute("Title", of: element)
            ?? tree.attribute("Description", of: element)
    }

    private static func code(of element: Int, in tree: Tree) -> String? {
        let code = tree.attribute("languagecode", of: element) ?? tree.attribute("LCID", of: element)
        return code.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static let names: [String: String] = [
        "1025": "Arabic", "1026": "Bulgarian", "1027": "Catalan", "1028": "Chinese (Taiwan)", "1029": "Czech",
        "1030": "Danish", "1031": "German", "1032": "Greek", "1033": "English", "1035": "Finnish", "1036": "French",
        "1037": "Hebrew", "1038": "Hungarian", "1040": "Italian", "1041": "Japanese", "1042": "Korean", "1043": "Dutch",
        "1044": "Norwegian", "1045": "Polish", "1046": "Portuguese (Brazil)", "1048": "Romanian", "1049": "Russian",
        "1050": "Croatian", "1051": "Slovak", "1053": "Swedish", "1054": "Thai", "1055": "Turkish", "1057": "Indonesian",
        "1058": "Ukrainian", "1060": "Slovenian", "1061": "Estonian", "1062": "Latvian", "1063": "Lithuanian",
        "1066": "Vietnamese", "1069": "Basque", "1081": "Hindi", "1086": "Malay", "1087": "Kazakh", "1110": "Galician",
        "2052": "Chinese (China)", "2057": "English (UK)", "2070": "Portuguese", "2074": "Serbian (Latin)",
        "3076": "Chinese (Hong Kong)", "3082": "Spanish", "3098": "Serbian (Cyrillic)",
    ]
}

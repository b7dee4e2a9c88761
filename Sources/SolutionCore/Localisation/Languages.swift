// Languages: the numbers that solutions name them by, and the names that files and people do.

/// Dataverse's languages. A language that is not here goes by its number.
public enum Language {
    private static let names: [(lcid: String, name: String)] = [
        ("1025", "ar-SA"), ("1026", "bg-BG"), ("1027", "ca-ES"), ("1028", "zh-TW"), ("1029", "cs-CZ"), ("1030", "da-DK"),
        ("1031", "de-DE"), ("1032", "el-GR"), ("1033", "en-US"), ("1035", "fi-FI"), ("1036", "fr-FR"), ("1037", "he-IL"),
        ("1038", "hu-HU"), ("1040", "it-IT"), ("1041", "ja-JP"), ("1042", "ko-KR"), ("1043", "nl-NL"), ("1044", "nb-NO"),
        ("1045", "pl-PL"), ("1046", "pt-BR"), ("1048", "ro-RO"), ("1049", "ru-RU"), ("1050", "hr-HR"), ("1051", "sk-SK"),
        ("1053", "sv-SE"), ("1054", "th-TH"), ("1055", "tr-TR"), ("1057", "id-ID"), ("1058", "uk-UA"), ("1060", "sl-SI"),
        ("1061", "et-EE"), ("1062", "lv-LV"), ("1063", "lt-LT"), ("1066", "vi-VN"), ("1069", "eu-ES"), ("1081", "hi-IN"),
        ("1086", "ms-MY"), ("1087", "kk-KZ"), ("1110", "gl-ES"), ("2052", "zh-CN"), ("2055", "de-CH"), ("2057", "en-GB"),
        ("2058", "es-MX"), ("2060", "fr-BE"), ("2064", "it-CH"), ("2067", "nl-BE"), ("2070", "pt-PT"), ("2074", "sr-Latn-CS"),
        ("3076", "zh-HK"), ("3079", "de-AT"), ("3081", "en-AU"), ("3082", "es-ES"), ("3084", "fr-CA"), ("3098", "sr-Cyrl-CS"),
        ("4105", "en-CA"), ("4108", "fr-CH"), ("5124", "zh-MO"), ("6153", "en-IE"), ("9242", "sr-Latn-RS"), ("10266", "sr-Cyrl-RS"),
    ]

    /// `1033` for `en-US`, `EN-us` and `1033`; nil for what is neither a name we know nor a number.
    public static func lcid(_ text: String) -> String? {
        if let number = UInt32(text) { return String(number) }
        return names.first { $0.name.lowercased() == text.lowercased() }?.lcid
    }

    /// `en-US` for `1033`; the number itself where there is no name.
    public static func name(_ lcid: String) -> String { names.first { $0.lcid == lcid }?.name ?? lcid }
}

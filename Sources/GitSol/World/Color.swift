// Whether there is colour, and the few that there are.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
}

extension World {
    /// Text for standard output, coloured where that is wanted.
    func paint(_ text: Shown, _ style: Style) -> Shown {
        usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[m" : text
    }

    /// Text for standard error.
    func paintErrors(_ text: Shown, _ style: Style) -> Shown {
        wantsColor(terminal: isTerminal(2)) ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[m" : text
    }

    /// For `usesColor`, which keeps the answer.
    func decideColor() -> Bool {
        wantsColor(terminal: isTerminal(1) || pager != nil || environment["GIT_PAGER_IN_USE"] != nil)
    }

    /// The flag comes first, then NO_COLOR, then color.ui, then what the terminal can do.
    private func wantsColor(terminal: Bool) -> Bool {
        let wish = colorWish ?? (global.choice(.color) == false ? "never" : global.value(.color))
        if let wish, wish != "auto" { return wish == "always" }
        if let unwanted = environment["NO_COLOR"], !unwanted.isEmpty { return false }
        guard terminal else { return wish == nil && config("color.ui") == "always" }
        if wish == nil, let setting = config("color.ui") {
            if setting == "always" { return true }
            if setting == "never" || GitSettings.boolean(setting) == false { return false }
        }
        return environment["TERM"] != nil && environment["TERM"] != "dumb"
    }
}

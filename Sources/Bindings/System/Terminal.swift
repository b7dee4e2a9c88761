// What is known of the terminal: whether there is one, how wide it is, and the single keys pressed on it.

internal import Glibc

public enum Terminal {
    public static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// In columns, or nil where the descriptor is no terminal or does not know.
    public static func width(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Waits for one key, without echo and without waiting for the line to end; nil at the end of input.
    ///
    /// The keys that interrupt and stop keep working. What follows an escape arrives as further keys.
    public static func readKey(_ descriptor: Int32 = 0) throws(SystemError) -> UInt8? {
        var before = termios()
        let isTerminal = tcgetattr(descriptor, &before) == 0
        if isTerminal {
            var raw = before
            raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
            try systemCall("set up", "terminal") { tcsetattr(descriptor, TCSADRAIN, &raw) }
        }
        defer { if isTerminal { tcsetattr(descriptor, TCSADRAIN, &before) } }
        var key: UInt8 = 0
        let count = try systemCall("read", "terminal") { Glibc.read(descriptor, &key, 1) }
        return count == 0 ? nil : key
    }
}

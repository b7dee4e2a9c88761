// Time that only runs forward, for measuring. Not the time of day.

internal import Glibc

public enum Clock {
    /// Since some moment in the past.
    public static var milliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}

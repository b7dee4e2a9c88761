// The one gate that looks at the result of a call to the operating system, and the place where tests make such calls fail.

internal import Glibc

/// The calls that tests can make fail.
public enum FaultableCall: Sendable, CaseIterable {
    case write, rename, sync
}

/// Makes a call again while a signal interrupts it, and turns -1 into an error.
@discardableResult
func systemCall<Result: SignedInteger>(
    _ action: String, _ path: @autoclosure () -> String, as faultable: FaultableCall? = nil, _ body: () -> Result
) throws(SystemError) -> Result {
    #if DEBUG
        if let faultable, let number = Faults.strike(faultable) {
            throw SystemError(number: number, action: action, path: path())
        }
    #endif
    while true {
        let result = body()
        if result != -1 { return result }
        let number = errno
        if number != EINTR { throw SystemError(number: number, action: action, path: path()) }
    }
}

#if DEBUG
    internal import Synchronization

    /// Makes the n-th of some calls fail. Compiled out of releases.
    ///
    /// Only calls made inside `failing` by the same task are counted, so tests may run side by side.
    public enum Faults {
        final class Plan: Sendable {
            let calls: [FaultableCall]
            let number: Int32
            let left: Mutex<Int>

            init(calls: [FaultableCall], nth: Int, number: Int32) {
                self.calls = calls
                self.number = number
                left = Mutex(nth)
            }
        }

        @TaskLocal static var plan: Plan?

        /// Runs the body with the n-th (from 1) of these calls failing, "no space left" unless told otherwise. The second
        /// value says whether the body came as far as that call.
        public static func failing<Result>(
            nth: Int, of calls: [FaultableCall] = FaultableCall.allCases, number: Int32 = 28, _ body: () -> Result
        ) -> (result: Result, struck: Bool) {
            let plan = Plan(calls: calls, nth: nth, number: number)
            let result = $plan.withValue(plan, operation: body)
            return (result, plan.left.withLock { $0 } <= 0)
        }

        /// The error number that this call has to fail with, if it is its turn.
        static func strike(_ call: FaultableCall) -> Int32? {
            guard let plan, plan.calls.contains(call) else { return nil }
            return plan.left.withLock { left in
                left -= 1
                return left == 0 ? plan.number : nil
            }
        }
    }
#endif

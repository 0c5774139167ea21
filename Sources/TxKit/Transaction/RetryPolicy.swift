/// Whether an outermost block is run again after a conflict.
public enum RetryPolicy: Sendable, Hashable {
    /// The conflict is thrown.
    case never
    /// The block runs again after 40001, 40P01 or SQLITE_BUSY, `attempts` times in all; the hooks of a failed attempt
    /// are dropped. Before the attempt after the n-th there is a pause of about 2ⁿ milliseconds, at most 100.
    case onConflict(attempts: Int)

    var attempts: Int {
        switch self {
        case .never: 1
        case .onConflict(let attempts): max(1, attempts)
        }
    }
}

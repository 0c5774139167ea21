/// What became of the transaction of a request.
public enum AtomicRequestOutcome: Sendable, Hashable {
    /// Why a request was rolled back.
    public enum Reason: Sendable, Hashable {
        /// The handler threw; the text describes the error.
        case threw(String)
        /// The handler returned this status, and the policy says it rolls back.
        case status(Int)
        /// The transaction could not be committed; the text describes the error.
        case commitFailed(String)
        /// Writing the body failed while the transaction was held open; the text describes the error.
        case bodyFailed(String)
    }

    /// The transaction was committed (a request without statements counts as such).
    case committed
    /// The transaction was rolled back.
    case rolledBack(Reason)
}

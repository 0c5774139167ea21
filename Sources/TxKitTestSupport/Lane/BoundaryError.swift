public import TxKit

/// Thrown at the end of a test whose hold on the database was broken, so that the guilty test fails and not another.
public struct BoundaryError: Error, Sendable, CustomStringConvertible {
    /// What broke it and what to do.
    public let message: String
    /// The statement or failure that broke it.
    public let cause: (any Error)?
    /// The line to look at.
    public let place: SourcePlace?

    public var description: String {
        message + (place.map { "\n  at: \($0)" } ?? "") + (cause.map { "\n  cause: \($0)" } ?? "")
    }
}

public import TxKit

/// Thrown when code reaches for a test database that its test has not claimed.
public struct OwnershipError: Error, Sendable, CustomStringConvertible {
    /// What went wrong and the line that mends it.
    public let message: String
    /// The line that asked for the database.
    public let place: SourcePlace

    public var description: String { "\(message)\n  at: \(place)" }

    static func unclaimed(_ database: String, at place: SourcePlace) -> OwnershipError {
        OwnershipError(
            message: """
                The test database '\(database)' was used, but no test has claimed it here. Allow it with one line: in \
                Swift Testing add the trait `.rollback(…)` or `.truncate(…)` with this database to the @Test or @Suite; in \
                XCTest name it in `override class var databases` of a RollbackTestCase or TruncateTestCase. A detached \
                task or a foreign thread does not know its test: give it `Sandbox.current.database(…)`.
                """,
            place: place
        )
    }

    static func ended(_ test: String, _ database: String, at place: SourcePlace) -> OwnershipError {
        OwnershipError(
            message: """
                The test '\(test)' has ended, and with it its hold on the test database '\(database)', so the statement \
                was not sent. Await the work that outlives the test inside the test.
                """,
            place: place
        )
    }
}

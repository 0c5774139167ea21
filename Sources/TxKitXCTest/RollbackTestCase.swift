import TxKitTestSupport

/// A test case whose tests run in a transaction that is rolled back.
///
/// ```swift
/// final class TransferTests: RollbackTestCase {
///     override class var databases: [TestDatabase] { [.app] }
///     override class func setUpTestData() async throws {
///         try await TestDatabase.app.database.execute("INSERT INTO companies (name) VALUES ('Acme')")
///     }
///     func testTransfer() async throws {
///         try await TransferService(database).transfer(10)
///     }
/// }
/// ```
///
/// A test sends `BEGIN` with its first statement and `ROLLBACK` at its end; with class data it is a savepoint in the
/// class's transaction. The application's own transactions become savepoints, their hooks run at the end of the outermost
/// one, and nothing is ever committed.
open class RollbackTestCase: DatabaseTestCase {
    override class var strategy: SandboxStrategy { .rollback }
}

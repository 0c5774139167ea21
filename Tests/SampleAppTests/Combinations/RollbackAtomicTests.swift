#if Hummingbird
    import TxKitTestSupport
    import TxKitXCTest
    import XCTest

    @testable import SampleApp

    /// A rollback case with atomic requests: the failed request took nothing away.
    final class RollbackAtomicTests: RollbackTestCase {
        override class var databases: [TestDatabase] { [.sampleSQLite, .samplePostgres] }

        func testTransferOnSQLite() async throws {
            try await assertNothingIsTaken(.transfer, on: .sampleSQLite, atomicRequests: true)
        }

        func testTransferOnPostgreSQL() async throws {
            try await assertNothingIsTaken(.transfer, on: .samplePostgres, atomicRequests: true)
        }

        func testConsumptionOnSQLite() async throws {
            try await assertNothingIsTaken(.consumption, on: .sampleSQLite, atomicRequests: true)
        }

        func testConsumptionOnPostgreSQL() async throws {
            try await assertNothingIsTaken(.consumption, on: .samplePostgres, atomicRequests: true)
        }
    }
#endif

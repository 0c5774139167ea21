#if Hummingbird
    import TxKitTestSupport
    import TxKitXCTest
    import XCTest

    @testable import SampleApp

    /// A truncate case without atomic requests: each test **has to fail**, since the request took something away.
    final class TruncateNotAtomicTests: TruncateTestCase {
        override class var databases: [TestDatabase] { [.sampleSQLite, .samplePostgres] }

        /// Outside of a nested run the test is run in one, and its report is what is asserted: here no database is claimed.
        override func invokeTest() {
            guard !NestedRun.isInside else { return super.invokeTest() }
            let scenario: Scenario = name.contains("testTransfer") ? .transfer : .consumption
            assertFailsInNestedRun(reading: scenario.before - scenario.amount, insteadOf: scenario.before)
        }

        func testTransferOnSQLite() async throws {
            try await assertNothingIsTaken(.transfer, on: .sampleSQLite, atomicRequests: false)
        }

        func testTransferOnPostgreSQL() async throws {
            try await assertNothingIsTaken(.transfer, on: .samplePostgres, atomicRequests: false)
        }

        func testConsumptionOnSQLite() async throws {
            try await assertNothingIsTaken(.consumption, on: .sampleSQLite, atomicRequests: false)
        }

        func testConsumptionOnPostgreSQL() async throws {
            try await assertNothingIsTaken(.consumption, on: .samplePostgres, atomicRequests: false)
        }
    }
#endif

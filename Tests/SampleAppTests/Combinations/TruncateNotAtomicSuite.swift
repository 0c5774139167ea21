#if Hummingbird
    import Testing
    import TxKitTestSupport
    import TxKitTesting

    @testable import SampleApp

    /// A truncate case without atomic requests: each test **has to fail**. `NotAtomicReports` runs it.
    @Suite(.truncate(.sampleSQLite, .samplePostgres), .enabled(if: NestedRun.isInside)) struct TruncateNotAtomicSuite {
        @Test func transferOnSQLite() async throws {
            try await Scenario.transfer.expectNothingIsTaken(on: .sqlite, atomicRequests: false)
        }

        @Test func transferOnPostgreSQL() async throws {
            try await Scenario.transfer.expectNothingIsTaken(on: .postgresql, atomicRequests: false)
        }

        @Test func consumptionOnSQLite() async throws {
            try await Scenario.consumption.expectNothingIsTaken(on: .sqlite, atomicRequests: false)
        }

        @Test func consumptionOnPostgreSQL() async throws {
            try await Scenario.consumption.expectNothingIsTaken(on: .postgresql, atomicRequests: false)
        }
    }
#endif

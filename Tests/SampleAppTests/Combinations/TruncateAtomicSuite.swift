#if Hummingbird
    import Testing
    import TxKitTestSupport
    import TxKitTesting

    @testable import SampleApp

    /// A truncate case with atomic requests: the failed request took nothing away.
    @Suite(.truncate(.sampleSQLite, .samplePostgres)) struct TruncateAtomicSuite {
        @Test func transferOnSQLite() async throws {
            try await Scenario.transfer.expectNothingIsTaken(on: .sqlite, atomicRequests: true)
        }

        @Test func transferOnPostgreSQL() async throws {
            try await Scenario.transfer.expectNothingIsTaken(on: .postgresql, atomicRequests: true)
        }

        @Test func consumptionOnSQLite() async throws {
            try await Scenario.consumption.expectNothingIsTaken(on: .sqlite, atomicRequests: true)
        }

        @Test func consumptionOnPostgreSQL() async throws {
            try await Scenario.consumption.expectNothingIsTaken(on: .postgresql, atomicRequests: true)
        }
    }
#endif

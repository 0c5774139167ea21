#if Hummingbird
    import TxKit
    import TxKitTestSupport

    /// The engines each test runs on.
    enum Engine: String, CaseIterable, Sendable {
        case sqlite
        case postgresql

        var testDatabase: TestDatabase {
            switch self {
            case .sqlite: .sampleSQLite
            case .postgresql: .samplePostgres
            }
        }

        /// The handle of the current test.
        var database: Database { testDatabase.database }
    }
#endif

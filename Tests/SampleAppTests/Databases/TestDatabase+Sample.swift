#if Hummingbird
    import TxKit
    import TxKitPostgres
    import TxKitSQLite
    import TxKitTestSupport

    @testable import SampleApp

    extension TestDatabase {
        static let sampleSQLite = TestDatabase("sample_sqlite", .sqlite) { try await Schema.create(in: $0) }
        static let samplePostgres = TestDatabase("sample_postgresql", .postgresql) { try await Schema.create(in: $0) }
    }
#endif

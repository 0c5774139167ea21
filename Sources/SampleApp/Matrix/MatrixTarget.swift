#if Hummingbird
    import Foundation
    import Synchronization
    import TxKit
    import TxKitPostgres
    import TxKitSQLite
    import TxKitTestSupport

    /// A place to run the matrix at. It always is a test database of its own: an address only says on which server.
    struct MatrixTarget: Sendable {
        let engine: MatrixEngine
        /// The server's URL; nil for SQLite, and for the PostgreSQL server the harness finds or starts.
        let url: String?

        static let sqlite = MatrixTarget(engine: .sqlite, url: nil)
        static let postgresql = MatrixTarget(engine: .postgresql, url: nil)

        /// How many test databases this process has made; no two share a name.
        private static let count = Atomic(0)

        private init(engine: MatrixEngine, url: String?) {
            self.engine = engine
            self.url = url
        }

        /// The place an address names.
        init(_ address: DatabaseAddress) {
            switch address.kind {
            case .sqlite: self = .sqlite
            case .postgresql(let url): self.init(engine: .postgresql, url: url)
            }
        }

        /// Makes the test database and runs the four combinations.
        func results() async throws -> [MatrixResult] {
            // Read by the harness when it makes the test database; targets run one after the other.
            if let url { setenv("TXKIT_POSTGRES_URL", url, 1) }
            // A name of this process's own: a run after a change of the schema must not find the tables of the run before.
            let number = Self.count.add(1, ordering: .relaxed).newValue
            let name = "matrix_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
            let database = TestDatabase(name, engine == .sqlite ? .sqlite : .postgresql) { database in
                try await Schema.create(in: database)
            }
            return try await MatrixRun(engine: engine, database: database).results()
        }
    }
#endif

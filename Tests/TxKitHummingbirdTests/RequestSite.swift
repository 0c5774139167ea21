#if Hummingbird
    import Hummingbird
    import HummingbirdTesting
    import Testing
    import TxKit
    import TxKitHummingbird
    import TxKitPostgres
    import TxKitSQLite
    import TxKitTestSupport

    extension TestDatabase {
        static let sqlite = TestDatabase("requests", .sqlite) { try await requestSchema($0) }
        static let postgres = TestDatabase("requests", .postgresql) { try await requestSchema($0) }
        static let both = [sqlite, postgres]

        private static func requestSchema(_ database: Database) async throws {
            try await database.executeScript(
                """
                CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                CREATE TABLE parts (item_id INTEGER REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED);
                """
            )
        }
    }

    typealias Context = BasicRequestContext

    /// One application with one route behind the middleware, on a database with real commits.
    struct RequestSite {
        let database: TestDatabase
        let log = AtomicRequestLog()
        var policy = AtomicRequestPolicy()
        var optingOut: [String] = []

        /// What a request left behind.
        struct Result {
            let status: Int
            let body: String
            let outcome: AtomicRequestOutcome?
            let committed: Int
            let statements: [String]
        }

        /// Runs a request against a handler and looks from another connection at what it left.
        func respond(
            _ handler: @escaping @Sendable @concurrent (Request, Context) async throws -> Response
        ) async throws -> Result {
            try await Sandbox.run(.truncate, on: [database], test: "request") { sandbox in
                let router = Router(context: Context.self)
                let atomic = AtomicRequestMiddleware<Context>(
                    try sandbox.database(database), policy: policy, optingOut: optingOut, log: log
                )
                router.add(middleware: atomic)
                router.post("items/{id}", use: handler)
                try atomic.validate(router)
                let application = Application(router: router)
                let (status, body) = try await application.test(.router) { client in
                    try await client.execute(uri: "/items/1", method: .post) { response in
                        (Int(response.status.code), String(buffer: response.body))
                    }
                }
                let committed = try await sandbox.withOutsideConnection(to: database) { connection in
                    try await connection.scalar("SELECT count(*) FROM items", as: Int.self)
                }
                return Result(
                    status: status, body: body, outcome: log.lastOutcome, committed: committed ?? -1,
                    statements: sandbox.journal.statements
                )
            }
        }

        /// Inserts a row through the test database's own handle, as application code would.
        @concurrent
        static func insert(_ id: Int, into database: TestDatabase) async throws {
            try await database.database.execute("INSERT INTO items VALUES (\(id), 'x')")
        }
    }
#endif

import TxKit

/// What most promises work with: a handle with a journal, and a second handle that sees only what is committed.
struct Bench: Sendable {
    let database: Database
    let witness: Database
    let journal: Journal
    let begin: String

    /// The statements sent through the database so far.
    var statements: [String] { journal.statements }

    /// The names in `items` as another connection sees them.
    func committed() async throws -> [String] {
        try await witness.query("SELECT name FROM items ORDER BY name", as: String.self)
    }
}

extension ConformanceSite {
    /// A database with a journal, and a witness.
    func bench(
        connections: Int = 4,
        acquireTimeout: Duration = .seconds(30),
        blockWaitTimeout: Duration = .seconds(30),
        lockTimeout: Duration? = nil,
        observers: [any SessionObserver] = []
    ) async throws -> Bench {
        let journal = Journal()
        let configuration = DatabaseConfiguration(
            name: "bench",
            maximumConnections: connections,
            acquireTimeout: acquireTimeout,
            blockWaitTimeout: blockWaitTimeout,
            logger: Log.silent,
            observers: observers + [journal]
        )
        let witness = DatabaseConfiguration(name: "witness", maximumConnections: 2, logger: Log.silent)
        return Bench(
            database: try await open(configuration, lockTimeout: lockTimeout),
            witness: try await open(witness, lockTimeout: nil),
            journal: journal,
            begin: begin
        )
    }
}

/// The statement that adds an item.
func adding(_ name: String) -> String { "INSERT INTO items (name) VALUES ('\(name)')" }

/// A statement that always fails.
let failing = "INSERT INTO items (name) VALUES (NULL)"

extension DatabaseExecutor {
    /// Adds an item.
    func add(_ name: String, fileID: StaticString = #fileID, line: UInt = #line) async throws {
        try await execute(SQLStatement(raw: adding(name)), fileID: fileID, line: line)
    }

    /// Runs a statement that violates NOT NULL.
    func fail(fileID: StaticString = #fileID, line: UInt = #line) async throws {
        try await execute(SQLStatement(raw: failing), fileID: fileID, line: line)
    }

    /// The number of items the handle sees.
    func countItems(fileID: StaticString = #fileID, line: UInt = #line) async throws -> Int? {
        try await scalar("SELECT count(*) FROM items", as: Int.self, fileID: fileID, line: line)
    }
}

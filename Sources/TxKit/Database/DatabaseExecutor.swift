/// What can run statements: a ``Database``, a ``DatabaseConnection`` or a ``Transaction``.
///
/// A function that takes `some DatabaseExecutor` works with each of them. A statement runs inside the innermost block of
/// the calling task on that database. Each call throws a ``DatabaseError``, or `CancellationError` when the task is
/// cancelled: the running statement is then cancelled on the server too.
public protocol DatabaseExecutor: Sendable {
    /// What this handle sends its statements through.
    var target: ExecutorTarget { get }
}

extension DatabaseExecutor {
    /// The dialect of the engine behind this handle.
    ///
    /// - Throws: In a process that runs tests, when no test has claimed this test database.
    public var dialect: SQLDialect { get throws { try target.dialect() } }

    /// Runs a statement and gives the number of rows it inserted, updated or deleted.
    @discardableResult
    public func execute(
        _ statement: SQLStatement,
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) async throws -> Int {
        try await result(of: statement, at: SourcePlace(fileID: fileID, line: line)).rowsAffected
    }

    /// Runs statements in order in one round trip and gives the rows each affected.
    ///
    /// Outside of a block they are a transaction of their own, so all take effect or none. Inside a block the first
    /// failure ends the list; what ran before it stays, if the block does.
    @discardableResult
    public func execute(
        _ statements: [SQLStatement],
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) async throws -> [Int] {
        guard !statements.isEmpty else { return [] }
        let place = SourcePlace(fileID: fileID, line: line)
        return try await target.run(statements, at: place).map(\.rowsAffected)
    }

    /// Runs a query and gives all its rows.
    public func query(
        _ statement: SQLStatement,
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) async throws -> [Row] {
        let result = try await result(of: statement, at: SourcePlace(fileID: fileID, line: line))
        return result.rows.map { Row(columns: result.columns, values: $0) }
    }

    /// Runs a query and decodes each of its rows: a property for each column, by name (`first_name` for `firstName`).
    public func query<Value: Decodable>(
        _ statement: SQLStatement,
        as type: Value.Type,
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) async throws -> [Value] {
        try await query(statement, fileID: fileID, line: line).map { row in
            try located(statement, SourcePlace(fileID: fileID, line: line)) { try RowDecoder.decode(type, from: row) }
        }
    }

    /// Runs a query of at most one row.
    ///
    /// - Throws: ``DatabaseError/Code/unexpectedRowCount`` when there are more: say `LIMIT 1` if any will do.
    public func queryOne(
        _ statement: SQLStatement,
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) async throws -> Row? {
        let rows = try await query(statement, fileID: fileID, line: line)
        guard rows.count <= 1 else {
            throw DatabaseError(
                .unexpectedRowCount,
                "The query gave \(rows.count) rows where at most one was expected. Narrow its WHERE, or say LIMIT 1.",
                statement: textSent(statement),
                place: SourcePlace(fileID: fileID, line: line)
            )
        }
        return rows.first
    }

    /// Runs a query of at most one row and decodes it.
    ///
    /// - Throws: ``DatabaseError/Code/unexpectedRowCount`` when there are more.
    public func queryOne<Value: Decodable>(
        _ statement: SQLStatement,
        as type: Value.Type,
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) async throws -> Value? {
        guard let row = try await queryOne(statement, fileID: fileID, line: line) else { return nil }
        return try located(statement, SourcePlace(fileID: fileID, line: line)) {
            try RowDecoder.decode(type, from: row)
        }
    }

    /// The first column of a query's only row; nil when there is no row or the column is NULL.
    ///
    /// - Throws: ``DatabaseError/Code/unexpectedRowCount`` when there are more rows.
    public func scalar<Value: DatabaseValueConvertible>(
        _ statement: SQLStatement,
        as type: Value.Type = Value.self,
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) async throws -> Value? {
        guard let row = try await queryOne(statement, fileID: fileID, line: line) else { return nil }
        return try located(statement, SourcePlace(fileID: fileID, line: line)) { try row.get(0, as: Value?.self) }
    }

    /// Runs a text of any number of statements without values, such as a schema. All take effect, or none.
    ///
    /// Outside of a block the text is a transaction of its own, so it cannot hold what an engine refuses inside one
    /// (`VACUUM`, `CREATE INDEX CONCURRENTLY`). Transaction control in it is refused.
    public func executeScript(
        _ text: String,
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) async throws {
        try await target.runScript(text, at: SourcePlace(fileID: fileID, line: line))
    }

    /// Inserts rows in bulk by the engine's fastest way and gives their number: `COPY … FROM STDIN` on PostgreSQL, a
    /// prepared multi-row INSERT on SQLite. All rows are inserted, or none.
    @discardableResult
    public func insert(
        into table: String,
        schema: String? = nil,
        columns: [String],
        rows: [[any DatabaseValueConvertible]],
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) async throws -> Int {
        let values = rows.map { $0.map(\.databaseValue) }
        let bulk = BulkRows(table: table, schema: schema, columns: columns, rows: values)
        return try await target.insertRows(bulk, at: SourcePlace(fileID: fileID, line: line))
    }

    /// Streams the rows of a query: they are fetched in portions while the closure goes through them.
    ///
    /// ```swift
    /// try await database.withRows("SELECT id FROM big") { rows in
    ///     for try await row in rows { total += try row.get("id", as: Int.self) }
    /// }
    /// ```
    ///
    /// Until the closure has returned, the connection does nothing else: a statement on the same session from inside the
    /// closure throws ``DatabaseError/Code/connectionBusy``.
    @discardableResult
    public func withRows<Result>(
        _ statement: SQLStatement,
        fileID: StaticString = #fileID,
        line: UInt = #line,
        _ body: (RowStream) async throws -> Result
    ) async throws -> Result {
        try await target.withRows(statement, at: SourcePlace(fileID: fileID, line: line), body)
    }

    private func result(of statement: SQLStatement, at place: SourcePlace) async throws -> DriverResult {
        let results = try await target.run([statement], at: place)
        return results.first ?? DriverResult()
    }

    private func textSent(_ statement: SQLStatement) -> String {
        statement.text((try? target.dialect()) ?? .postgresql)
    }

    private func located<Value>(
        _ statement: SQLStatement,
        _ place: SourcePlace,
        _ operation: () throws -> Value
    ) throws -> Value {
        do {
            return try operation()
        } catch var error as DatabaseError {
            error.statement = error.statement ?? textSent(statement)
            error.place = error.place ?? place
            throw error
        }
    }
}

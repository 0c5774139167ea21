extension Database {
    /// Lends a connection to a closure, and binds it so that calls through the database inside the closure use it too.
    ///
    /// Inside a block it is the block's own connection. Sends nothing by itself.
    ///
    /// - Throws: What the closure throws, unchanged; ``DatabaseError/Code/poolTimeout`` when no connection is free in time.
    @discardableResult
    public func withConnection<Result>(
        fileID: StaticString = #fileID,
        line: UInt = #line,
        _ body: (DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await withSession(at: SourcePlace(fileID: fileID, line: line)) { session, base in
            try await SessionContext.inside(base, of: session) {
                try await body(DatabaseConnection(session: session, base: base))
            }
        }
    }
}

extension ExecutorTarget {
    /// The dialect of the engine behind this handle.
    func dialect() throws -> SQLDialect {
        switch kind {
        case .database(let database): try database.context?.session.driver.dialect ?? database.driver().dialect
        case .connection(let session, _), .transaction(let session, _): session.driver.dialect
        }
    }

    /// Runs an operation on the session this handle stands for, with the frame it stands in.
    func withSession<Result>(
        at place: SourcePlace,
        _ operation: (Session, FrameID) async throws -> Result
    ) async throws -> Result {
        switch kind {
        case .database(let database): try await database.withSession(at: place, operation)
        case .connection(let session, let frame), .transaction(let session, let frame):
            try await operation(session, frame)
        }
    }

    func run(_ statements: [SQLStatement], at place: SourcePlace) async throws -> [DriverResult] {
        try await withSession(at: place) { session, frame in
            let dialect = session.driver.dialect
            let prepared = statements.map { DriverStatement($0.text(dialect), $0.values) }
            for statement in prepared {
                let isInList = prepared.count > 1
                try refuseTransactionControl(
                    statement.text, isScript: false, isInList: isInList, session, frame, at: place)
            }
            return try await session.run(prepared, through: frame, at: place)
        }
    }

    func runScript(_ text: String, at place: SourcePlace) async throws {
        try await withSession(at: place) { session, frame in
            try refuseTransactionControl(text, isScript: true, session, frame, at: place)
            try await session.runScript(text, through: frame, at: place)
        }
    }

    func insertRows(_ rows: BulkRows, at place: SourcePlace) async throws -> Int {
        try await withSession(at: place) { session, frame in
            try await session.insertRows(rows, through: frame, at: place)
        }
    }

    func withRows<Result>(
        _ statement: SQLStatement,
        at place: SourcePlace,
        _ body: (RowStream) async throws -> Result
    ) async throws -> Result {
        try await withSession(at: place) { session, frame in
            let prepared = DriverStatement(statement.text(session.driver.dialect), statement.values)
            try refuseTransactionControl(prepared.text, isScript: false, session, frame, at: place)
            return try await session.withRows(prepared, through: frame, at: place, body)
        }
    }

    /// Refuses BEGIN, COMMIT and the like before they are sent. Only a connection of one's own, outside of any block,
    /// may be controlled by hand.
    private func refuseTransactionControl(
        _ text: String,
        isScript: Bool,
        isInList: Bool = false,
        _ session: Session,
        _ frame: FrameID,
        at place: SourcePlace
    ) throws {
        guard let control = TransactionControl.adviceIfAny(in: text, session.driver.dialect, isScript: isScript) else {
            return
        }
        if case .connection = kind, !isScript, !isInList, session.hasNoFrames(at: frame) { return }
        throw DatabaseError(
            .transactionControlRefused,
            "\(control.statement) by hand was not sent: TxKit would lose track of the transaction. \(control.advice)",
            statement: text,
            place: place
        )
    }
}

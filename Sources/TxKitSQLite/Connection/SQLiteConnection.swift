package import TxKit

/// One connection to a SQLite database, which does all its work on its own dispatch queue.
package actor SQLiteConnection: DriverConnection {
    private let executor = ConnectionExecutor()
    private var handle: SQLiteHandle?
    /// The query whose rows are being fetched, from ``beginRows(_:after:cancellation:)`` to ``endRows()``.
    var rowStream: RowStream?

    /// Makes one that is not open.
    init() {}

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens the database; everything else fails before.
    func open(_ location: SQLiteLocation, _ options: SQLiteOptions) throws(DatabaseError) {
        handle = try SQLiteHandle.open(location, options)
    }

    package func run(_ batch: [DriverStatement], cancellation: StatementCancellation?) -> DriverOutcome {
        perform(cancellation, first: batch.first) { handle, results throws(DatabaseError) in
            for statement in batch {
                results.append(try handle.execute(statement))
            }
        }
    }

    package func runScript(_ text: String, cancellation: StatementCancellation?) -> DriverOutcome {
        perform(cancellation, first: DriverStatement(text)) { handle, results throws(DatabaseError) in
            try handle.executeScript(text)
        }
    }

    package func close() {
        rowStream = nil
        handle?.close()
        handle = nil
    }

    /// The texts of the prepared statements kept, for tests.
    package var cachedTexts: Set<String> { handle?.cache.texts ?? [] }

    /// The open handle.
    ///
    /// - Throws: A `DatabaseError` with `connectionLost` when the connection is closed.
    func openHandle(for statement: String?) throws(DatabaseError) -> SQLiteHandle {
        guard let handle else { throw SQLiteHandle.closed(statement) }
        return handle
    }

    /// Does one call's work under its cancellation, and tells what became of it and what state SQLite is in.
    func perform(
        _ cancellation: StatementCancellation?,
        first: DriverStatement?,
        duringRows: Bool = false,
        _ work: (SQLiteHandle, inout [DriverResult]) throws(DatabaseError) -> Void
    ) -> DriverOutcome {
        guard let handle else {
            return DriverOutcome(results: [], failure: SQLiteHandle.closed(first?.text), state: .lost)
        }
        var results: [DriverResult] = []
        do throws(DatabaseError) {
            if rowStream != nil, !duringRows { throw Self.busyWithRows(first) }
            guard handle.monitor.begin(cancellation, interrupter: handle.interrupter) else {
                throw SQLiteHandle.cancelled(first?.text, first?.values ?? [])
            }
            defer { handle.monitor.end() }
            try work(handle, &results)
            return DriverOutcome(results: results, state: handle.state)
        } catch {
            return DriverOutcome(results: results, failure: error, state: handle.state)
        }
    }

    private static func busyWithRows(_ statement: DriverStatement?) -> DatabaseError {
        DatabaseError(
            .connectionBusy,
            "The connection is still giving the rows of a query. Read them to the end, or end the query first.",
            statement: statement?.text,
            values: statement?.values ?? []
        )
    }
}

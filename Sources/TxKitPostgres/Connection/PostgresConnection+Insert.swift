import CLibPQ
package import TxKit

extension PostgresConnection {
    /// Inserts many rows by `COPY … FROM STDIN`: all of them, or none.
    package func insertRows(_ rows: BulkRows, cancellation: StatementCancellation?) async -> DriverOutcome {
        let columns = rows.columns.map { SQLStatement.quoted($0) }.joined(separator: ", ")
        let statement = DriverStatement("COPY \(rows.target) (\(columns)) FROM STDIN")
        return await exchange(cancellation, statement: statement) { link in
            if let failure = Self.malformed(rows, statement) {
                return DriverOutcome(results: [], failure: failure, state: link.state)
            }
            guard !rows.rows.isEmpty else {
                return DriverOutcome(results: [DriverResult(tag: "COPY")], state: link.state)
            }
            guard PQexitPipelineMode(link.pointer) == 1, PQsendQuery(link.pointer, statement.text) == 1 else {
                return DriverOutcome(results: [], failure: link.lostError(statement: statement), state: .lost)
            }
            await send(link, cancellation)
            var results: [DriverResult] = []
            var failure: DatabaseError?
            while let result = await link.nextSimpleResult() {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_COPY_IN:
                    failure = await copy(rows, link, statement)
                case PGRES_COMMAND_OK:
                    let tag = CommandTag(result)
                    results = [DriverResult(rowsAffected: tag.rowsAffected, tag: tag.name)]
                default:
                    let refusal = link.error(result, statement: statement)
                    // When the rows themselves were at fault, the server only repeats that they did not come.
                    if failure == nil { failure = refusal }
                }
            }
            if failure == nil, link.isLost { failure = link.lostError(statement: statement) }
            link.resumePipeline()
            return DriverOutcome(results: failure == nil ? results : [], failure: failure, state: link.state)
        }
    }

    /// Sends the rows in chunks.
    ///
    /// An error means that the server was told to drop them all.
    private func copy(_ rows: BulkRows, _ link: Link, _ statement: DriverStatement) async -> DatabaseError? {
        var chunk: [UInt8] = []
        chunk.reserveCapacity(CopyText.chunkSize + 4096)
        for (index, row) in rows.rows.enumerated() {
            guard CopyText.append(row, to: &chunk) else {
                PQputCopyEnd(link.pointer, "the rows cannot be sent")
                await link.flush()
                return DatabaseError(
                    .valueOutOfRange,
                    "Row \(index) (from 0) holds a NUL character; PostgreSQL text cannot hold NUL. No row was inserted. "
                        + "Remove it, or store the value as bytes in a bytea column.",
                    statement: statement.text,
                    values: row
                )
            }
            if chunk.count >= CopyText.chunkSize {
                guard await put(&chunk, link) else { return nil }
            }
        }
        guard await put(&chunk, link) else { return nil }
        PQputCopyEnd(link.pointer, nil)
        await link.flush()
        return nil
    }

    /// Sends one chunk.
    ///
    /// False when the connection is broken, which the reading of the answer reports.
    private func put(_ chunk: inout [UInt8], _ link: Link) async -> Bool {
        var isSent: Int32 = 0
        repeat {
            isSent = chunk.withUnsafeBytes { bytes in
                guard let start = bytes.baseAddress else { return 1 }
                return PQputCopyData(link.pointer, start.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
            }
            await link.flush()
        } while isSent == 0 && !link.isLost
        chunk.removeAll(keepingCapacity: true)
        return isSent == 1 && !link.isLost
    }

    private static func malformed(_ rows: BulkRows, _ statement: DriverStatement) -> DatabaseError? {
        guard !rows.columns.isEmpty else {
            return DatabaseError(
                .statementFailed,
                "The rows name no columns. Name the columns the values are for.",
                statement: statement.text
            )
        }
        guard !statement.text.utf8.contains(0) else { return Link.nulInText(statement) }
        for (index, row) in rows.rows.enumerated() where row.count != rows.columns.count {
            return DatabaseError(
                .statementFailed,
                "Row \(index) (from 0) has \(row.count) values for \(rows.columns.count) columns; nothing was sent. "
                    + "Give each row a value for each column, or .null.",
                statement: statement.text,
                values: row
            )
        }
        return nil
    }
}

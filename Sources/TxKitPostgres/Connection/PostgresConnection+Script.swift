import CLibPQ
package import TxKit

extension PostgresConnection {
    /// Runs a text of any number of statements, and gives no rows.
    ///
    /// Outside a transaction PostgreSQL runs the text as one implicit transaction: when a statement fails, those before
    /// it are undone too, unless the text has its own `BEGIN` and `COMMIT`.
    package func runScript(_ text: String, cancellation: StatementCancellation?) async -> DriverOutcome {
        let statement = DriverStatement(text)
        return await exchange(cancellation, statement: statement) { link in
            guard !text.utf8.contains(0) else {
                return DriverOutcome(results: [], failure: Link.nulInText(statement), state: link.state)
            }
            guard PQexitPipelineMode(link.pointer) == 1, PQsendQuery(link.pointer, text) == 1 else {
                return DriverOutcome(results: [], failure: link.lostError(statement: statement), state: .lost)
            }
            await send(link, cancellation)
            var results: [DriverResult] = []
            var failure: DatabaseError?
            while let result = await link.nextSimpleResult() {
                defer { PQclear(result) }
                guard failure == nil else {
                    link.refuseCopy(result)
                    continue
                }
                switch PQresultStatus(result) {
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                    let tag = CommandTag(result)
                    results.append(DriverResult(rowsAffected: tag.rowsAffected, tag: tag.name))
                default:
                    failure =
                        link.refuseCopy(result) ? Self.copyRefused(statement) : link.error(result, statement: statement)
                }
                await link.flush()
            }
            if failure == nil, link.isLost { failure = link.lostError(statement: statement) }
            link.resumePipeline()
            return DriverOutcome(results: results, failure: failure, state: link.state)
        }
    }
}

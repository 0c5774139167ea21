import CLibPQ
import TxKit

extension PostgresConnection {
    /// Reads the answers to the control statements, each with the NULL behind it, and nothing of the query.
    func readControl(_ link: Link, _ control: [DriverStatement], count: Int) async -> DriverOutcome {
        var results: [DriverResult] = []
        for statement in control.prefix(count) {
            let answer = await link.nextAnswer()
            guard case .result(let result) = answer else {
                return DriverOutcome(results: results, failure: link.lostError(statement: statement), state: .lost)
            }
            defer { PQclear(result) }
            let status = PQresultStatus(result)
            guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY else {
                let failure =
                    link.refuseCopy(result) ? Self.copyRefused(statement) : link.error(result, statement: statement)
                PQclear(await link.drainToSync())
                return DriverOutcome(results: results, failure: failure, state: link.state)
            }
            results.append(link.read(result))
            await link.waitForResult()
            PQclear(PQgetResult(link.pointer))
        }
        return DriverOutcome(results: results, state: link.state)
    }

    /// Reads up to the query's first row, which brings the column names and the errors that come early.
    func readFirst(_ link: Link, _ start: RowStream, _ control: DriverOutcome) async -> DriverOutcome {
        var stream = start
        var outcome = control
        let first = await nextPortion(link, &stream, limit: 1)
        stream.firstRows = first.results.first?.rows ?? []
        outcome.failure = first.failure
        if first.failure == nil {
            outcome.results.append(DriverResult(columns: first.results.first?.columns ?? .none))
        }
        self.stream = stream.hasEnded && stream.firstRows.isEmpty ? nil : stream
        outcome.state = state(link, stream)
        return outcome
    }

    /// Reads up to `limit` rows into one result, which is there even without rows so as to tell the columns.
    func nextPortion(_ link: Link, _ stream: inout RowStream, limit: Int) async -> DriverOutcome {
        var rows = stream.firstRows
        stream.firstRows = []
        var columns: ColumnNames?
        while rows.count < limit, !stream.hasEnded {
            // What is there already is better given out than kept while the server looks for more.
            if !rows.isEmpty, !link.hasResultSoon() { break }
            switch await link.nextAnswer() {
            case .sync:
                stream.hasEnded = true
            case .lost:
                stream.hasEnded = true
                return DriverOutcome(results: [], failure: link.lostError(statement: stream.statement), state: .lost)
            case .result(let result):
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                    let portion = link.read(result)
                    columns = portion.columns
                    rows += portion.rows
                default:
                    let failure =
                        link.refuseCopy(result)
                        ? Self.copyRefused(stream.statement) : link.error(result, statement: stream.statement)
                    PQclear(await link.drainToSync())
                    stream.hasEnded = true
                    return DriverOutcome(results: [], failure: failure, state: link.state)
                }
            }
        }
        let result = DriverResult(columns: columns ?? link.lastLayout.names, rows: rows)
        return DriverOutcome(results: [result], state: .idle)
    }

    func state(_ link: Link, _ stream: RowStream) -> ServerState {
        guard !link.isLost, !stream.hasEnded else { return link.state }
        return stream.isInTransaction ? .inTransaction : .idle
    }

    /// Whether a transaction is open after the control statements, judged by their command tags.
    func isInTransaction(_ before: Bool, after control: [DriverStatement], _ results: [DriverResult]) -> Bool {
        var isOpen = before
        for (statement, result) in zip(control, results) {
            switch result.tag {
            case "BEGIN", "START TRANSACTION": isOpen = true
            case "COMMIT": isOpen = false
            // ROLLBACK TO a savepoint has the same tag and leaves the transaction open.
            case "ROLLBACK":
                isOpen = isOpen && statement.text.uppercased().split(separator: " ").contains("TO")
            default: break
            }
        }
        return isOpen
    }

    func cancelledBetween(_ statement: DriverStatement) -> DatabaseError {
        DatabaseError(
            .statementCancelled,
            "The query was cancelled while its rows were fetched. Run it again if it is still wanted.",
            statement: statement.text,
            values: statement.values
        )
    }
}

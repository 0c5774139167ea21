import CLibPQ
import TxKit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Link {
    /// Puts statements into libpq's buffer, in order, up to the first that cannot be sent.
    ///
    /// Gives how many were put there and why it stopped.
    func queue(_ statements: [DriverStatement]) -> (count: Int, failure: DatabaseError?) {
        for (index, statement) in statements.enumerated() {
            do throws(DatabaseError) {
                try queue(statement)
            } catch {
                return (index, error)
            }
        }
        return (statements.count, nil)
    }

    /// Puts one statement into libpq's buffer.
    func queue(_ statement: DriverStatement) throws(DatabaseError) {
        let values = statement.values
        guard values.count <= 65_535 else {
            throw DatabaseError(
                .tooManyParameters,
                "The statement has \(values.count) values; PostgreSQL takes at most 65535. Insert in portions, "
                    + "use insertRows, or pass one array and unnest it.",
                statement: statement.text
            )
        }
        try encoder.encode(statement)
        let isSent = statement.text.withCString { text -> Int32? in
            // A NUL would end the text early, and the rest of it would silently not be run.
            guard strlen(text) == statement.text.utf8.count else { return nil }
            return encoder.withParameters { types, values, lengths, formats in
                PQsendQueryParams(
                    pointer,
                    text,
                    Int32(statement.values.count),
                    types,
                    values,
                    lengths,
                    formats,
                    0
                )
            }
        }
        guard let isSent else { throw Self.nulInText(statement) }
        guard isSent == 1 else { throw lostError(statement: statement) }
    }

    /// Ends the pipeline, so that the server answers and takes its statements as one unit.
    func queueSync() {
        // When this fails the connection is broken, which the reading of the answer finds out.
        PQpipelineSync(pointer)
    }

    /// The next result of a text sent by the simple protocol; nil when there are no more.
    func nextSimpleResult() async -> OpaquePointer? {
        // In a COPY that was given up libpq would report the COPY for ever.
        guard !isGivenUp else { return nil }
        await waitForResult()
        return PQgetResult(pointer)
    }

    /// Goes back to pipeline mode after a COPY or a script.
    func resumePipeline() {
        guard !isLost else { return }
        if PQenterPipelineMode(pointer) != 1 { markLost() }
    }

    static func nulInText(_ statement: DriverStatement) -> DatabaseError {
        DatabaseError(
            .statementFailed,
            "The text of the statement holds a NUL character, which PostgreSQL text cannot hold. Remove it.",
            statement: statement.text
        )
    }
}

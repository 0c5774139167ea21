import Synchronization

extension Session {
    static func cannotCommit(_ first: DatabaseError?, _ frame: Frame) -> DatabaseError {
        let statement = first?.statement.map { ": \($0)" } ?? ""
        let place = first?.place.map { " at \($0)" } ?? ""
        return DatabaseError(
            .transactionAborted,
            "The block returned, but could not be committed and was rolled back, because a statement in it had failed"
                + "\(place)\(statement). Let that error leave the block, or wrap the statement in a nested "
                + "withTransaction { }.",
            sqlState: "25P02",
            cause: first,
            place: frame.place
        )
    }

    static func outcomeUnknown(_ failure: DatabaseError, _ frame: Frame) -> DatabaseError {
        DatabaseError(
            .commitOutcomeUnknown,
            "The connection broke during COMMIT: the transaction may or may not have been committed. Look into the "
                + "database before running it again.",
            sqlState: failure.sqlState,
            statement: "COMMIT",
            cause: failure,
            place: frame.place
        )
    }

    func nestedOpen(_ frame: Frame) -> DatabaseError {
        let inner = state.withLock { $0.stack.frames(above: frame.id).last?.place }
        let place = inner.map { " opened at \($0)" } ?? ""
        return DatabaseError(
            .nestedBlockOpen,
            "The block returned while the block\(place) inside it was still open in another task, so both were rolled "
                + "back. Await that task inside the closure.",
            place: frame.place
        )
    }
}

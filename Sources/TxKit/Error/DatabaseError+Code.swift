extension DatabaseError {
    /// What went wrong, as a value to compare with.
    ///
    /// New codes may be added in a minor version, so a `switch` over codes needs a `default`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Name: String {
            case connectionFailed, connectionLost, tooManyConnections, poolTimeout, poolClosed
            case invalidConfiguration, unsupported
            case statementFailed, uniqueViolation, foreignKeyViolation, notNullViolation, checkViolation
            case constraintViolation
            case serializationFailure, deadlock, busy, lockTimeout, readOnly, statementCancelled
            case transactionAborted, transactionEnded, transactionEndedByServer
            case commitFailed, commitOutcomeUnknown, rollbackFailed
            case mustBeOutermost, mustBeInside, transactionControlRefused, optionNotPossible, blockWaitTimeout
            case nestedBlockOpen, connectionBusy
            case columnNotFound, typeMismatch, valueOutOfRange, unexpectedRowCount, tooManyParameters
        }

        private let name: Name
        private init(_ name: Name) { self.name = name }

        public var description: String { name.rawValue }

        /// No connection could be opened: wrong address, no server, wrong password, no such database.
        public static let connectionFailed = Code(.connectionFailed)
        /// The connection broke while it was in use; its transaction is gone.
        public static let connectionLost = Code(.connectionLost)
        /// The server has no free connection slot (PostgreSQL 53300).
        public static let tooManyConnections = Code(.tooManyConnections)
        /// No connection of the pool became free in time.
        public static let poolTimeout = Code(.poolTimeout)
        /// The database handle was closed.
        public static let poolClosed = Code(.poolClosed)
        /// An address, option or name that cannot be used.
        public static let invalidConfiguration = Code(.invalidConfiguration)
        /// Something this engine cannot do.
        public static let unsupported = Code(.unsupported)
        /// The engine refused the statement for a reason without a code of its own here.
        public static let statementFailed = Code(.statementFailed)
        /// A unique or primary key constraint (23505).
        public static let uniqueViolation = Code(.uniqueViolation)
        /// A foreign key constraint (23503).
        public static let foreignKeyViolation = Code(.foreignKeyViolation)
        /// A NOT NULL constraint (23502).
        public static let notNullViolation = Code(.notNullViolation)
        /// A CHECK constraint (23514).
        public static let checkViolation = Code(.checkViolation)
        /// Any other integrity constraint (class 23).
        public static let constraintViolation = Code(.constraintViolation)
        /// The transaction conflicts with a concurrent one and may be run again (40001).
        public static let serializationFailure = Code(.serializationFailure)
        /// The server broke a deadlock by failing this transaction, which may be run again (40P01).
        public static let deadlock = Code(.deadlock)
        /// SQLite: another connection holds the lock (SQLITE_BUSY); the transaction may be run again.
        public static let busy = Code(.busy)
        /// A lock was not granted in time or at once (55P03).
        public static let lockTimeout = Code(.lockTimeout)
        /// A write in a read-only transaction or database (25006).
        public static let readOnly = Code(.readOnly)
        /// The statement was cancelled by something other than the calling task (57014).
        public static let statementCancelled = Code(.statementCancelled)
        /// The transaction cannot go on or commit, because a statement in it failed (25P02).
        public static let transactionAborted = Code(.transactionAborted)
        /// The block this handle belongs to has ended.
        public static let transactionEnded = Code(.transactionEnded)
        /// The engine itself ended the transaction in the middle of the block.
        public static let transactionEndedByServer = Code(.transactionEndedByServer)
        /// COMMIT failed; nothing of the transaction is kept.
        public static let commitFailed = Code(.commitFailed)
        /// The connection broke during COMMIT: the server may or may not have committed.
        public static let commitOutcomeUnknown = Code(.commitOutcomeUnknown)
        /// ROLLBACK failed; the connection was closed, which rolls back.
        public static let rollbackFailed = Code(.rollbackFailed)
        /// A durable block was opened inside another block.
        public static let mustBeOutermost = Code(.mustBeOutermost)
        /// A transaction was required and none is open.
        public static let mustBeInside = Code(.mustBeInside)
        /// Transaction control was typed by hand.
        public static let transactionControlRefused = Code(.transactionControlRefused)
        /// A transaction option that cannot be honoured here.
        public static let optionNotPossible = Code(.optionNotPossible)
        /// A wait for another block of the same session would not have ended.
        public static let blockWaitTimeout = Code(.blockWaitTimeout)
        /// A block ended while a block inside it was still open.
        public static let nestedBlockOpen = Code(.nestedBlockOpen)
        /// The connection is streaming rows to this very task.
        public static let connectionBusy = Code(.connectionBusy)
        /// A row has no column of that name or position.
        public static let columnNotFound = Code(.columnNotFound)
        /// A column's value is not of the type asked for.
        public static let typeMismatch = Code(.typeMismatch)
        /// A number does not fit the type asked for, or the column.
        public static let valueOutOfRange = Code(.valueOutOfRange)
        /// A query gave more rows than the call allows.
        public static let unexpectedRowCount = Code(.unexpectedRowCount)
        /// A statement has more bound values than the engine takes.
        public static let tooManyParameters = Code(.tooManyParameters)
    }
}

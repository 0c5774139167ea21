import CLibPQ
import Logging
import TxKit

/// A libpq connection, the waiting for its socket, and what is known of its state.
///
/// A link is not `Sendable`: whoever opened it passes it to one actor, which alone uses it. Its async methods run on
/// that actor.
final class Link {
    let pointer: OpaquePointer
    let canceller: Canceller
    let inlineNanoseconds: Int
    /// The layout of the last result, since the same statement often follows.
    var lastLayout = ColumnLayout.none
    var encoder = ParameterEncoder()
    private let notices: NoticeReceiver
    /// Whether the connection is not to be used any more, whatever libpq thinks of it.
    private(set) var isGivenUp = false

    /// Takes over a connection, which is closed when the link is gone.
    init(_ pointer: OpaquePointer, inlineWait: Duration, logger: Logger) {
        self.pointer = pointer
        canceller = Canceller(pointer)
        let (seconds, attoseconds) = max(.zero, min(inlineWait, .seconds(1))).components
        inlineNanoseconds = Int(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        notices = NoticeReceiver(logger: logger)
        notices.install(on: pointer)
    }

    deinit { PQfinish(pointer) }

    /// Whether the connection is broken or out of step with the server.
    var isLost: Bool { isGivenUp || PQstatus(pointer) != CONNECTION_OK }

    /// Gives the connection up.
    func markLost() { isGivenUp = true }

    /// What the server said of the transaction when it last answered.
    var state: ServerState {
        guard !isLost else { return .lost }
        return switch PQtransactionStatus(pointer) {
        case PQTRANS_IDLE: .idle
        case PQTRANS_INTRANS: .inTransaction
        case PQTRANS_INERROR: .failed
        default: .lost
        }
    }

    /// libpq's words about the last thing that went wrong.
    var errorMessage: String { String(cString: PQerrorMessage(pointer)) }

    /// The error of a result, which also tells whether the connection is lost.
    func error(_ result: OpaquePointer, statement: DriverStatement?) -> DatabaseError {
        let error = ResultError.error(result, statement: statement)
        if error.code == .connectionLost { markLost() }
        return error
    }

    /// The error of a connection that broke without a result to say so.
    func lostError(statement: DriverStatement?) -> DatabaseError {
        markLost()
        return ResultError.lost(errorMessage, statement: statement)
    }

    /// Reads a result that is no error.
    func read(_ result: OpaquePointer) -> DriverResult {
        if !lastLayout.matches(result) { lastLayout = ColumnLayout(result) }
        return lastLayout.read(result)
    }
}

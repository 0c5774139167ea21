/// One connection for as long as a closure runs, outside of any transaction at first.
///
/// Use it where several statements must share a session: session settings, temporary tables, session-level advisory
/// locks. While no block is open on it, its user may control transactions by hand; a transaction left open is rolled back
/// when the connection goes back to the pool.
///
/// - Warning: Do not let it escape the closure. A call through it afterwards throws
///   ``DatabaseError/Code/transactionEnded`` and is not sent.
public struct DatabaseConnection: DatabaseExecutor {
    let session: Session
    let base: FrameID

    public var target: ExecutorTarget { ExecutorTarget(.connection(session, base)) }

    /// What the server says of the connection, as of its last statement.
    public var serverState: ServerState { session.serverState }
}

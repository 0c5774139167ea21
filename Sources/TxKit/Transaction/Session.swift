import Logging
import Synchronization

/// One database connection with its stack of frames, its hooks and the queue of those who want to use it.
///
/// Everything that reaches a connection passes here: turns are taken, opening statements that are still pending ride
/// along, observers are told, and the state is read from what the server says.
package final class Session: Sendable {
    struct State: Sendable {
        var stack = FrameStack()
        var hooks = HookLedger<Hook>()
        var turns = TurnQueue()
        var suspended = Suspensions<TurnQueue.Ticket, TurnQueue.Answer>()
        var server = ServerState.idle
        /// Whether the holder of the turn is going through rows, and so may wait for somebody itself.
        var isStreaming = false
        /// When the session was last used, to tell a block that is at work from one that waits for its own waiter.
        var lastActivity = ContinuousClock.now
    }

    private static let lastNumber = Atomic<Int>(0)

    package let number: Int
    package let connection: any DriverConnection
    let driver: any Driver
    let databaseName: String
    let observers: [any SessionObserver]
    let blockWaitTimeout: Duration
    /// Whose session it is: under this name calls through a database find it again.
    package let source: ObjectIdentifier
    let logger: Logger
    let state = Mutex(State())

    package init(
        _ connection: any DriverConnection,
        driver: any Driver,
        configuration: DatabaseConfiguration,
        source: ObjectIdentifier,
        observers: [any SessionObserver] = []
    ) {
        number = Self.lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
        self.connection = connection
        self.driver = driver
        databaseName = configuration.name
        self.source = source
        self.observers = configuration.observers + observers
        blockWaitTimeout = configuration.blockWaitTimeout
        logger = configuration.logger
    }

    /// What the server said last.
    package var serverState: ServerState { state.withLock { $0.server } }

    /// The frame that is innermost now, or the ground.
    package var top: FrameID { state.withLock { $0.stack.top } }

    /// Starts a new lease of the session: handles of an earlier one cannot reach it any more.
    package func beginLease() -> FrameID { state.withLock { $0.stack.beginLease() } }

    /// The frame a call through the handle of `own` stands in: the innermost block of the calling task on this session,
    /// when that lies inside the handle's own.
    func effectiveFrame(for own: FrameID) -> FrameID {
        guard let inner = SessionContext.current.values.first(where: { $0.session === self })?.frame else { return own }
        return state.withLock { $0.stack.encloses(own, inner) ? inner : own }
    }

    /// Whether a frame, or the ground a handle stands on, still exists.
    func isOpen(_ frame: FrameID) -> Bool { state.withLock { $0.stack.isOpen(frame) } }

    /// The innermost application block at or outside a frame.
    func applicationFrame(at frame: FrameID) -> Frame? {
        state.withLock { state in
            state.stack.frames.last { $0.opener == .application && $0.id <= frame }
        }
    }

    /// Whether no frame is open on the ground a handle stands on.
    func hasNoFrames(at ground: FrameID) -> Bool {
        state.withLock { $0.stack.isEmpty && $0.stack.ground == ground }
    }

    /// Registers a hook on a frame; on one that has ended it is refused, which is logged.
    func addHook(_ hook: Hook, _ kind: HookLedger<Hook>.Kind, to frame: FrameID) {
        let isOpen = state.withLock { state in
            guard state.stack.frame(frame) != nil else { return false }
            state.hooks.add(hook, kind, to: frame)
            return true
        }
        if !isOpen {
            logger.error("A hook was registered on a block that has ended, and will never run: \(hook.place)")
        }
    }

    /// Marks a frame for rollback.
    func doom(_ frame: FrameID, _ doom: Frame.Doom) {
        state.withLock { $0.stack.doom(frame, doom) }
    }

    static func ended(_ place: SourcePlace) -> DatabaseError {
        DatabaseError(
            .transactionEnded,
            "The block or connection this handle belongs to has ended, so the call was not sent. Await the work inside "
                + "the closure, or use the database's own handle for work that outlives it.",
            place: place
        )
    }
}

extension Session {
    /// What a harness wants to know of its frame before it rolls it back.
    package struct Boundary: Sendable {
        /// What ended the transaction on the server although the frame is open.
        package let endedByServer: DatabaseError?
        /// Where a block inside the frame was opened that is still open.
        package let openBlock: SourcePlace?
    }

    /// How a frame stands.
    package func boundary(of frame: FrameID) -> Boundary {
        state.withLock { state in
            Boundary(endedByServer: state.stack.endedByServer, openBlock: state.stack.frames(above: frame).last?.place)
        }
    }

    /// Whether the server knows a frame: whether a statement was sent inside it.
    package func isOnServer(_ frame: FrameID) -> Bool {
        state.withLock { $0.stack.frame(frame)?.isOnServer ?? false }
    }
}

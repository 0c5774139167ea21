import Synchronization

/// Carries the cancellation of a task to the statement that is running for it, and never to a later one.
///
/// The kernel makes one for each statement that may be cancelled. The driver calls ``start(_:)`` when it sends and
/// ``finish()`` when it has the answer. The cancel action runs under the lock, so after ``finish()`` no cancel request
/// of this statement is still on its way.
public final class StatementCancellation: Sendable {
    private enum State {
        case waiting
        case running(@Sendable () -> Void)
        case cancelled
    }

    private let state = Mutex(State.waiting)

    /// Makes one that is not cancelled.
    public init() {}

    /// Tells how the statement can be cancelled while it runs. Returns false when it is cancelled already, so that it
    /// must not be sent.
    public func start(_ cancelAction: @escaping @Sendable () -> Void) -> Bool {
        state.withLock { state in
            switch state {
            case .waiting, .running:
                state = .running(cancelAction)
                return true
            case .cancelled: return false
            }
        }
    }

    /// Tells that the statement has ended. May wait a moment for a cancel request under way.
    public func finish() {
        state.withLock { state in
            if case .running = state { state = .waiting }
        }
    }

    /// Cancels the statement: at once when it runs, before it is sent otherwise.
    public func cancel() {
        state.withLock { state in
            if case .running(let cancelAction) = state { cancelAction() }
            state = .cancelled
        }
    }

    /// Whether ``cancel()`` was called.
    public var isCancelled: Bool {
        state.withLock { state in
            if case .cancelled = state { return true }
            return false
        }
    }
}

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
        /// With the cancel action as long as the statement has not ended.
        case cancelled((@Sendable () -> Void)?)
    }

    private let state = Mutex(State.waiting)

    private let pause: Duration

    /// Makes one that is not cancelled.
    public init() { pause = .milliseconds(200) }

    /// Makes one that asks again after another pause.
    package init(askingAgainAfter pause: Duration) { self.pause = pause }

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
            switch state {
            case .running: state = .waiting
            case .cancelled: state = .cancelled(nil)
            case .waiting: break
            }
        }
    }

    /// Cancels the statement: at once when it runs, before it is sent otherwise.
    ///
    /// A server forgets a request that reaches it before the statement does, so the request is made again until the
    /// statement has ended.
    public func cancel() {
        let isUnderWay = state.withLock { state in
            switch state {
            case .waiting: state = .cancelled(nil)
            case .running(let cancelAction):
                cancelAction()
                state = .cancelled(cancelAction)
                return true
            case .cancelled: break
            }
            return false
        }
        guard isUnderWay else { return }
        Task.detached { [self] in
            repeat { try? await Task.sleep(for: pause) } while askAgain()
        }
    }

    /// Makes the request again; false when the statement has ended.
    private func askAgain() -> Bool {
        state.withLock { state in
            guard case .cancelled(let cancelAction?) = state else { return false }
            cancelAction()
            return true
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

import Synchronization

/// The ordered record of what ran: frames, statements with their values, rows, times, hooks and places.
///
/// Give it to a database as an observer, or take the one of a test's sandbox:
///
/// ```swift
/// let journal = Journal()
/// let database = try await Database.sqlite(.memory, configuration: .init(observers: [journal]))
/// try await database.withTransaction { try await $0.execute("DELETE FROM carts") }
/// journal.statements   // ["BEGIN IMMEDIATE", "DELETE FROM carts", "COMMIT"]
/// ```
public final class Journal: SessionObserver {
    private let storage = Mutex<[JournalEntry]>([])

    /// Makes an empty journal.
    public init() {}

    /// Everything recorded, in the order in which it ended.
    public var entries: [JournalEntry] { storage.withLock { $0 } }

    /// The texts of all statements, as they were sent, control statements included.
    public var statements: [String] { statementEvents.map(\.text) }

    /// All statements, control statements included.
    public var statementEvents: [StatementEvent] {
        entries.compactMap { entry in
            if case .statement(let event) = entry.event { return event }
            return nil
        }
    }

    /// The frames that have ended, in the order in which they did.
    public var closedFrames: [FrameEvent] {
        entries.compactMap { entry in
            if case .frameClosed(let event) = entry.event { return event }
            return nil
        }
    }

    /// Forgets everything recorded so far.
    public func removeAll() { storage.withLock { $0.removeAll() } }

    public func after(_ event: SessionEvent, _ result: EventResult) async {
        storage.withLock { $0.append(JournalEntry(event: event, result: result)) }
    }
}

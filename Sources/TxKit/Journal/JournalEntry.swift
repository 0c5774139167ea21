/// One thing that happened on a session.
public struct JournalEntry: Sendable {
    /// What happened.
    public let event: SessionEvent
    /// What came of it.
    public let result: EventResult
}

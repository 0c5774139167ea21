/// Is told of everything a session does, before and after.
///
/// The journal, query counting, guards, fault injection and forced interleavings are observers. Observers are called in
/// the order in which they were given, for one event of a session at a time, by the task that causes the event; they
/// must not use that session themselves.
public protocol SessionObserver: Sendable {
    /// Called before the event. It may wait. What it throws fails the event as if the engine had refused it: a
    /// statement is not sent, the commit of a frame becomes a rollback. The end of a joined frame, the end of a frame by
    /// rollback and the running of hooks cannot be refused; what is thrown there is logged.
    func before(_ event: SessionEvent) async throws

    /// Called after the event.
    func after(_ event: SessionEvent, _ result: EventResult) async
}

extension SessionObserver {
    public func before(_ event: SessionEvent) async throws {}
    public func after(_ event: SessionEvent, _ result: EventResult) async {}
}

/// The innermost block or connection the current task is inside, for each source of sessions.
///
/// Child tasks and `Task { }` inherit it; detached tasks and callbacks on other threads do not.
struct SessionContext: Sendable {
    let session: Session
    let frame: FrameID

    @TaskLocal static var current: [ObjectIdentifier: SessionContext] = [:]

    /// Runs an operation inside a frame.
    static func inside<Result>(
        _ frame: FrameID,
        of session: Session,
        _ operation: () async throws -> Result
    ) async rethrows -> Result {
        var contexts = current
        contexts[session.source] = SessionContext(session: session, frame: frame)
        return try await $current.withValue(contexts, operation: operation)
    }
}

/// Something a session is about to do, or has done.
public enum SessionEvent: Sendable {
    /// A statement is sent.
    case statement(StatementEvent)
    /// A frame is opened; its BEGIN or SAVEPOINT rides with the first statement inside it.
    case frameOpened(FrameEvent)
    /// A frame ends.
    case frameClosed(FrameEvent)
    /// A hook runs.
    case hook(HookEvent)
}

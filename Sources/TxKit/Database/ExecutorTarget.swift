/// What a handle sends its statements through. Opaque: handles make it, the kernel reads it.
public struct ExecutorTarget: Sendable {
    enum Kind: Sendable {
        case database(Database)
        /// A connection: transaction control by hand is its user's business while no block is open.
        case connection(Session, FrameID)
        case transaction(Session, FrameID)
    }

    let kind: Kind

    init(_ kind: Kind) { self.kind = kind }
}

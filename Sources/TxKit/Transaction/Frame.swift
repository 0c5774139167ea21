/// One BEGIN or SAVEPOINT, or a joined block, and what is known of it.
package struct Frame: Sendable {
    /// What the frame is on the server.
    package enum Kind: Sendable, Hashable {
        case transaction
        case savepoint(String)
        /// Nothing on the server: part of the frame below.
        case joined
    }

    package let id: FrameID
    package let opener: FrameOpener
    package let kind: Kind
    package let place: SourcePlace
    /// The statements that open the frame on the server.
    package let beginning: [String]
    /// The statements to send after the frame has ended, to undo what outlives it.
    package let afterEnd: [String]
    package let readOnly: Bool
    /// How many statements of `beginning` the server has answered.
    package var begun = 0
    /// Why the frame must roll back although its closure may return.
    package var doom: Doom?
    /// The first statement that failed directly in this frame.
    package var firstFailure: DatabaseError?

    /// Why a frame must roll back.
    package enum Doom: Sendable {
        /// `markForRollback()` was called: no error is thrown.
        case marked(SourcePlace)
        /// A joined block threw.
        case joinedBlockThrew(any Error, SourcePlace)
    }

    package var isOnServer: Bool { kind != .joined && begun > 0 }
}

/// A session lent to one caller.
package struct SessionLease: Sendable {
    package let session: Session
    /// What the caller stands on: the ground of this lease, or the harness's frame.
    package let base: FrameID
    private let giveBack: @Sendable () async -> Void

    package init(_ session: Session, base: FrameID, giveBack: @escaping @Sendable () async -> Void) {
        self.session = session
        self.base = base
        self.giveBack = giveBack
    }

    /// Gives the session back.
    package func end() async { await giveBack() }
}

@testable import TxKit

extension FrameStack {
    /// Pushes a block with one opening statement, or none when it is joined.
    @discardableResult
    mutating func pushBlock(_ kind: Frame.Kind, opener: FrameOpener = .application) -> FrameID {
        push(
            opener,
            kind,
            at: place(),
            beginning: kind == .joined ? [] : ["open"],
            afterEnd: [],
            readOnly: false
        )
    }
}

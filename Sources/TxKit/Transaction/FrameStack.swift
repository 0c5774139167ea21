/// The open frames of one session, from the outermost to the innermost. A pure value: it sends nothing.
package struct FrameStack: Sendable {
    package private(set) var frames: [Frame] = []
    /// The ground: what a handle names that stands on no frame. A new lease of the session has a new ground, so that a
    /// handle of an earlier one can never reach it.
    package private(set) var ground: FrameID
    private var lastNumber: Int
    /// What ended the transaction on the server in the middle of a block, until the outermost frame is popped.
    package private(set) var endedByServer: DatabaseError?

    package init() {
        ground = FrameID(number: 0)
        lastNumber = 0
    }

    package var top: FrameID { frames.last?.id ?? ground }
    package var isEmpty: Bool { frames.isEmpty }
    package var outermostApplicationFrame: Frame? { frames.first { $0.opener == .application } }

    /// The innermost application frame, joined ones included.
    package var innermostApplicationFrame: Frame? { frames.last { $0.opener == .application } }

    package func isOpen(_ id: FrameID) -> Bool { id == ground || index(of: id) != nil }
    package func frame(_ id: FrameID) -> Frame? { index(of: id).map { frames[$0] } }

    /// Whether `outer` is `inner` itself or one of the frames (or the ground) it stands on.
    package func encloses(_ outer: FrameID, _ inner: FrameID) -> Bool {
        guard isOpen(outer), isOpen(inner) else { return false }
        if outer == ground { return true }
        return inner != ground && outer <= inner
    }

    /// The frame a frame stands on.
    package func parent(of id: FrameID) -> FrameID {
        guard let index = index(of: id), index > 0 else { return ground }
        return frames[index - 1].id
    }

    /// The frames above a frame, innermost last.
    package func frames(above id: FrameID) -> ArraySlice<Frame> {
        guard let index = index(of: id) else { return id == ground ? frames[...] : [] }
        return frames[(index + 1)...]
    }

    /// The name the next savepoint gets: its depth among the frames that are something on the server.
    package var nextSavepointName: String { "txkit_\(frames.count { $0.kind != .joined })" }

    /// Makes a new ground for a new lease. Only when no frame is open.
    package mutating func beginLease() -> FrameID {
        lastNumber += 1
        ground = FrameID(number: lastNumber)
        endedByServer = nil
        return ground
    }

    package mutating func push(
        _ opener: FrameOpener,
        _ kind: Frame.Kind,
        at place: SourcePlace,
        beginning: [String],
        afterEnd: [String],
        readOnly: Bool
    ) -> FrameID {
        lastNumber += 1
        let id = FrameID(number: lastNumber)
        frames.append(
            Frame(
                id: id,
                opener: opener,
                kind: kind,
                place: place,
                beginning: beginning,
                afterEnd: afterEnd,
                readOnly: readOnly
            )
        )
        return id
    }

    /// The statements that open the frames which the server does not know yet, with the frame each belongs to.
    package var pendingControl: [(frame: FrameID, text: String)] {
        frames.flatMap { frame in frame.beginning.dropFirst(frame.begun).map { (frame.id, $0) } }
    }

    /// Notes that the server has answered one opening statement of a frame.
    package mutating func noteBegun(_ id: FrameID) {
        guard let index = index(of: id), frames[index].begun < frames[index].beginning.count else { return }
        frames[index].begun += 1
    }

    /// Notes a failed statement on the innermost frame that is something on the server; the first one stays.
    package mutating func noteFailure(_ error: DatabaseError) {
        guard let index = frames.lastIndex(where: { $0.kind != .joined }) else { return }
        if frames[index].firstFailure == nil { frames[index].firstFailure = error }
    }

    /// Notes that the server says no transaction is open although frames are.
    package mutating func noteEndedByServer(_ error: DatabaseError) {
        if endedByServer == nil { endedByServer = error }
    }

    /// Marks a frame for rollback: a joined frame hands the mark on to the frame it is part of.
    package mutating func doom(_ id: FrameID, _ doom: Frame.Doom) {
        guard var index = index(of: id) else { return }
        while index > 0, frames[index].kind == .joined { index -= 1 }
        if frames[index].doom == nil { frames[index].doom = doom }
    }

    /// Takes a frame and all above it off the stack.
    @discardableResult
    package mutating func pop(through id: FrameID) -> [Frame] {
        guard let index = index(of: id) else { return [] }
        let popped = Array(frames[index...])
        frames.removeSubrange(index...)
        if frames.isEmpty { endedByServer = nil }
        return popped
    }

    /// The statement that aborted the transaction, seen from the innermost frame outwards.
    package var firstFailure: DatabaseError? { frames.last { $0.firstFailure != nil }?.firstFailure }

    private func index(of id: FrameID) -> Int? { frames.lastIndex { $0.id == id } }
}

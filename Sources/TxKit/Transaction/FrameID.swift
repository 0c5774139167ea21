/// Names a frame of a session, or the session's ground on which no frame is open. Never used twice in a session's life.
public struct FrameID: Sendable, Hashable, Comparable {
    package let number: Int

    package init(number: Int) { self.number = number }

    public static func < (left: FrameID, right: FrameID) -> Bool { left.number < right.number }
}

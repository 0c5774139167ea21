/// Which hooks wait for the end of which frame. A pure value: it runs nothing.
package struct HookLedger<Hook: Sendable>: Sendable {
    /// What a hook waits for.
    package enum Kind: Sendable {
        case afterCommit
        case afterRollback
    }

    private struct Entry: Sendable {
        var frame: FrameID
        let kind: Kind
        let hook: Hook
    }

    private var entries: [Entry] = []

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    package mutating func add(_ hook: Hook, _ kind: Kind, to frame: FrameID) {
        entries.append(Entry(frame: frame, kind: kind, hook: hook))
    }

    /// A frame was released: its hooks share the fate of the frame below from now on.
    package mutating func release(_ frame: FrameID, into parent: FrameID) {
        for index in entries.indices where entries[index].frame == frame { entries[index].frame = parent }
    }

    /// A frame has rolled back: its commit hooks are dropped, its rollback hooks are due.
    package mutating func rollBack(_ frame: FrameID) -> [Hook] { take(frame, due: .afterRollback) }

    /// The outermost frame has committed: its commit hooks are due, its rollback hooks are dropped.
    package mutating func commit(_ frame: FrameID) -> [Hook] { take(frame, due: .afterCommit) }

    private mutating func take(_ frame: FrameID, due: Kind) -> [Hook] {
        guard !entries.isEmpty else { return [] }
        let hooks = entries.filter { $0.frame == frame && $0.kind == due }.map(\.hook)
        entries.removeAll { $0.frame == frame }
        return hooks
    }
}

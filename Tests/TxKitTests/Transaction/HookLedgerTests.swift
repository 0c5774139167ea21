import Testing

@testable import TxKit

@Suite struct HookLedgerTests {
    private let outer = FrameID(number: 1)
    private let inner = FrameID(number: 2)
    private let sibling = FrameID(number: 3)

    @Test("commit hooks of the outermost frame are due in the order of registration")
    func commitOrder() {
        var ledger = HookLedger<Int>()
        for number in 1...5 { ledger.add(number, .afterCommit, to: outer) }
        #expect(ledger.commit(outer) == [1, 2, 3, 4, 5])
        #expect(ledger.isEmpty)
        #expect(ledger.commit(outer).isEmpty)
    }

    @Test("the hooks of a released frame keep their place among those of the frame below")
    func releasedOrder() {
        var ledger = HookLedger<Int>()
        ledger.add(1, .afterCommit, to: outer)
        ledger.add(2, .afterCommit, to: inner)
        ledger.add(3, .afterCommit, to: outer)
        ledger.add(4, .afterCommit, to: inner)
        ledger.release(inner, into: outer)
        #expect(ledger.commit(outer) == [1, 2, 3, 4])
    }

    @Test("a hook is dropped when its frame rolls back")
    func droppedWithFrame() {
        var ledger = HookLedger<Int>()
        ledger.add(1, .afterCommit, to: outer)
        ledger.add(2, .afterCommit, to: inner)
        #expect(ledger.rollBack(inner).isEmpty)
        #expect(ledger.commit(outer) == [1])
    }

    @Test("a hook of a released frame is dropped when a frame around it rolls back")
    func droppedWithEnclosing() {
        var ledger = HookLedger<Int>()
        ledger.add(1, .afterCommit, to: inner)
        ledger.release(inner, into: outer)
        #expect(ledger.rollBack(outer).isEmpty)
        #expect(ledger.isEmpty)
    }

    @Test("rollback hooks are due when their frame, or one around it, rolls back")
    func rollbackHooks() {
        var ledger = HookLedger<Int>()
        ledger.add(1, .afterRollback, to: outer)
        ledger.add(2, .afterRollback, to: inner)
        ledger.add(3, .afterRollback, to: sibling)
        #expect(ledger.rollBack(sibling) == [3])
        ledger.release(inner, into: outer)
        #expect(ledger.rollBack(outer) == [1, 2])
        #expect(ledger.isEmpty)
    }

    @Test("rollback hooks are dropped when the outermost frame commits")
    func rollbackHooksDropped() {
        var ledger = HookLedger<Int>()
        ledger.add(1, .afterRollback, to: outer)
        ledger.add(2, .afterRollback, to: inner)
        ledger.release(inner, into: outer)
        #expect(ledger.commit(outer).isEmpty)
        #expect(ledger.isEmpty)
    }

    @Test("the end of one frame does not touch the hooks of another")
    func others() {
        var ledger = HookLedger<Int>()
        ledger.add(1, .afterCommit, to: outer)
        ledger.add(2, .afterRollback, to: outer)
        #expect(ledger.rollBack(inner).isEmpty)
        #expect(ledger.commit(sibling).isEmpty)
        ledger.release(sibling, into: inner)
        #expect(ledger.rollBack(outer) == [2])
    }
}

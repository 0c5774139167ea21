import Testing

@testable import TxKit

@Suite struct FrameStackTests {
    private func error(_ text: String) -> DatabaseError { DatabaseError(.statementFailed, text) }

    @Test("a new stack has its ground and nothing on it")
    func empty() {
        var stack = FrameStack()
        let ground = stack.ground
        #expect(stack.isEmpty && stack.top == ground && stack.isOpen(ground))
        #expect(stack.frame(ground) == nil)
        #expect(stack.parent(of: ground) == ground)
        #expect(stack.pop(through: ground).isEmpty)
        #expect(stack.outermostApplicationFrame == nil && stack.innermostApplicationFrame == nil)
        #expect(stack.encloses(ground, ground))
    }

    @Test("frames stand on each other, from the ground to the top")
    func nesting() {
        var stack = FrameStack()
        let a = stack.pushBlock(.transaction)
        let b = stack.pushBlock(.savepoint("txkit_1"))
        let c = stack.pushBlock(.joined)
        #expect(stack.top == c)
        #expect(stack.parent(of: a) == stack.ground && stack.parent(of: b) == a && stack.parent(of: c) == b)
        #expect(stack.frames(above: a).map(\.id) == [b, c])
        #expect(stack.frames(above: c).isEmpty)
        #expect(stack.frames(above: stack.ground).map(\.id) == [a, b, c])
    }

    @Test("a frame encloses itself and what stands on it, and nothing that has ended")
    func enclosing() {
        var stack = FrameStack()
        let a = stack.pushBlock(.transaction)
        let b = stack.pushBlock(.savepoint("txkit_1"))
        #expect(stack.encloses(a, a) && stack.encloses(a, b) && stack.encloses(stack.ground, b))
        #expect(!stack.encloses(b, a) && !stack.encloses(a, stack.ground))
        stack.pop(through: b)
        #expect(!stack.encloses(a, b) && !stack.encloses(b, b))
    }

    @Test("popping takes what stands above along, and a popped frame is never open again")
    func popping() {
        var stack = FrameStack()
        let a = stack.pushBlock(.transaction)
        let b = stack.pushBlock(.savepoint("txkit_1"))
        let c = stack.pushBlock(.savepoint("txkit_2"))
        #expect(stack.pop(through: b).map(\.id) == [b, c])
        #expect(stack.pop(through: c).isEmpty)
        #expect(!stack.isOpen(b) && !stack.isOpen(c) && stack.top == a)
        let d = stack.pushBlock(.savepoint("txkit_1"))
        #expect(d != b && d != c && d > c)
    }

    @Test("a new lease has a ground of its own, out of reach of earlier handles")
    func leases() {
        var stack = FrameStack()
        let first = stack.beginLease()
        stack.noteEndedByServer(error("old"))
        let second = stack.beginLease()
        #expect(first != second && stack.ground == second)
        #expect(!stack.isOpen(first) && stack.isOpen(second))
        #expect(stack.endedByServer == nil)
        #expect(stack.pushBlock(.transaction) > second)
    }

    @Test("savepoints are named by their depth on the server; joined blocks do not count")
    func savepointNames() {
        var stack = FrameStack()
        stack.pushBlock(.transaction)
        #expect(stack.nextSavepointName == "txkit_1")
        stack.pushBlock(.joined)
        #expect(stack.nextSavepointName == "txkit_1")
        stack.pushBlock(.savepoint("txkit_1"))
        #expect(stack.nextSavepointName == "txkit_2")
    }

    @Test("the statements that open frames are pending until the server has answered each")
    func pending() {
        var stack = FrameStack()
        let a = stack.push(
            .application,
            .transaction,
            at: place(),
            beginning: ["BEGIN", "SET"],
            afterEnd: [],
            readOnly: true
        )
        stack.pushBlock(.joined)
        let c = stack.push(
            .application,
            .savepoint("s"),
            at: place(),
            beginning: ["SAVEPOINT s"],
            afterEnd: [],
            readOnly: false
        )
        #expect(stack.pendingControl.map(\.text) == ["BEGIN", "SET", "SAVEPOINT s"])
        #expect(stack.pendingControl.map(\.frame) == [a, a, c])
        #expect(stack.frame(a)?.isOnServer == false)
        stack.noteBegun(a)
        #expect(stack.frame(a)?.isOnServer == true)
        #expect(stack.pendingControl.map(\.text) == ["SET", "SAVEPOINT s"])
        stack.noteBegun(a)
        stack.noteBegun(a)
        #expect(stack.frame(a)?.begun == 2)
        stack.noteBegun(c)
        #expect(stack.pendingControl.isEmpty)
    }

    @Test("the first failure of a frame stays, and a joined block's failure is that of the frame below")
    func failures() {
        var stack = FrameStack()
        stack.noteFailure(error("nowhere"))
        #expect(stack.firstFailure == nil)
        let a = stack.pushBlock(.transaction)
        let b = stack.pushBlock(.joined)
        stack.noteFailure(error("one"))
        stack.noteFailure(error("two"))
        #expect(stack.frame(a)?.firstFailure?.message == "one")
        #expect(stack.frame(b)?.firstFailure == nil)
        let c = stack.pushBlock(.savepoint("txkit_1"))
        #expect(stack.firstFailure?.message == "one")
        stack.noteFailure(error("three"))
        #expect(stack.firstFailure?.message == "three")
        stack.pop(through: c)
        #expect(stack.firstFailure?.message == "one")
    }

    @Test("a joined block's mark goes to the frame it is part of, and the first mark stays")
    func doom() throws {
        var stack = FrameStack()
        let a = stack.pushBlock(.transaction)
        let b = stack.pushBlock(.savepoint("txkit_1"))
        let c = stack.pushBlock(.joined)
        let d = stack.pushBlock(.joined)
        stack.doom(d, .marked(place(1)))
        stack.doom(c, .marked(place(2)))
        stack.doom(FrameID(number: 999), .marked(place(3)))
        #expect(stack.frame(a)?.doom == nil && stack.frame(c)?.doom == nil && stack.frame(d)?.doom == nil)
        guard case .marked(let marked) = try #require(stack.frame(b)?.doom) else { return #expect(Bool(false)) }
        #expect(marked == place(1))
    }

    @Test("what ended the transaction on the server is known until the outermost frame is popped")
    func endedByServer() {
        var stack = FrameStack()
        let a = stack.pushBlock(.transaction)
        let b = stack.pushBlock(.savepoint("txkit_1"))
        stack.noteEndedByServer(error("one"))
        stack.noteEndedByServer(error("two"))
        stack.pop(through: b)
        #expect(stack.endedByServer?.message == "one")
        stack.pop(through: a)
        #expect(stack.endedByServer == nil)
    }

    @Test("the harness's frames are not the application's")
    func openers() {
        var stack = FrameStack()
        stack.pushBlock(.transaction, opener: .harness)
        #expect(stack.outermostApplicationFrame == nil && stack.innermostApplicationFrame == nil)
        let b = stack.pushBlock(.savepoint("txkit_1"))
        let c = stack.pushBlock(.joined)
        stack.pushBlock(.savepoint("txkit_2"), opener: .statement)
        #expect(stack.outermostApplicationFrame?.id == b && stack.innermostApplicationFrame?.id == c)
    }
}

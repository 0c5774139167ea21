import Testing

@testable import TxKit

@Suite struct TurnQueueTests {
    var stack = FrameStack()
    var queue = TurnQueue()

    private mutating func ask(_ frame: FrameID, _ purpose: TurnQueue.Purpose = .use) -> (
        TurnQueue.Ticket, TurnQueue.Answer?
    ) {
        let ticket = queue.newTicket()
        return (ticket, queue.ask(ticket, frame, purpose, at: place(), stack))
    }

    private mutating func endTurn() -> [TurnQueue.Ticket: TurnQueue.Answer] {
        Dictionary(uniqueKeysWithValues: queue.endTurn(stack))
    }

    private mutating func remove(_ ticket: TurnQueue.Ticket) -> Bool { queue.remove(ticket) }

    @Test("a free session is granted at once, on the ground too, and then to nobody else")
    mutating func oneHolder() {
        #expect(ask(stack.ground).1 == .granted)
        #expect(queue.holder == place())
        #expect(ask(stack.ground).1 == nil)
        #expect(queue.tryNow(stack.ground, .use, at: place(), stack) == nil)
        #expect(queue.waiters.count == 1)
    }

    @Test("turns go round in the order of asking")
    mutating func firstComeFirstServed() {
        _ = ask(stack.ground)
        let tickets = (0..<5).map { _ in ask(stack.ground).0 }
        for ticket in tickets { #expect(endTurn() == [ticket: .granted]) }
        #expect(endTurn().isEmpty)
        #expect(queue.holder == nil)
    }

    @Test("while a block is open, a request on the frame below waits, and one on the block goes ahead")
    mutating func innermostOnly() {
        let ground = stack.ground
        let block = stack.pushBlock(.transaction)
        let (outside, answer) = ask(ground)
        #expect(answer == nil)
        #expect(queue.holder == nil)
        #expect(ask(block).1 == .granted)
        #expect(endTurn().isEmpty)
        #expect(ask(block, .close).1 == .granted)
        stack.pop(through: block)
        #expect(endTurn() == [outside: .granted])
    }

    @Test("the end of a block needs no innermost frame, only the turn")
    mutating func closing() {
        let outer = stack.pushBlock(.transaction)
        let inner = stack.pushBlock(.savepoint("txkit_1"))
        #expect(ask(inner).1 == .granted)
        let (closer, answer) = ask(outer, .close)
        #expect(answer == nil)
        #expect(endTurn() == [closer: .granted])
    }

    @Test("those who wait on a frame that has ended are told, and all at once")
    mutating func ended() {
        let outer = stack.pushBlock(.transaction)
        let inner = stack.pushBlock(.savepoint("txkit_1"))
        let onGround = queue.newTicket()
        #expect(queue.ask(onGround, stack.ground, .use, at: place(), stack) == nil)
        #expect(ask(outer, .close).1 == .granted)
        let (one, _) = ask(inner)
        let (two, _) = ask(outer)
        let (three, _) = ask(inner, .close)
        stack.pop(through: outer)
        #expect(endTurn() == [one: .ended, two: .ended, three: .ended, onGround: .granted])
        #expect(ask(inner).1 == .ended)
        #expect(queue.tryNow(outer, .close, at: place(), stack) == .ended)
    }

    @Test("one that is taken out is not answered, and those behind it move up")
    mutating func removal() {
        #expect(ask(stack.ground).1 == .granted)
        let (first, _) = ask(stack.ground)
        let (second, _) = ask(stack.ground)
        #expect(remove(first))
        #expect(!remove(first))
        #expect(endTurn() == [second: .granted])
        #expect(!remove(second))
    }

    @Test("a handle of an earlier lease is told that it has ended")
    mutating func earlierLease() {
        let old = stack.ground
        #expect(ask(old).1 == .granted)
        let (waiting, _) = ask(old)
        _ = stack.beginLease()
        #expect(endTurn() == [waiting: .ended])
        #expect(ask(old).1 == .ended)
    }
}

/// Whose turn it is to talk to a session's connection. A pure value: events in, resumptions out.
///
/// A task asks for a turn on a frame. It gets it when nobody has a turn and that frame is the innermost one; while a
/// block of another task is open above it, it waits. Of those that may go, the one that asked first does.
package struct TurnQueue: Sendable {
    /// What a turn is for.
    package enum Purpose: Sendable, Hashable {
        /// A statement or the opening of a block: the frame must be the innermost.
        case use
        /// The end of a block: only the turn of another must be over, whatever is open above the frame.
        case close
    }

    /// Names a request.
    package struct Ticket: Sendable, Hashable {
        let number: Int
    }

    /// One who waits.
    package struct Waiter: Sendable {
        package let ticket: Ticket
        package let frame: FrameID
        package let purpose: Purpose
        package let place: SourcePlace
    }

    /// What becomes of a request.
    package enum Answer: Sendable, Hashable {
        case granted
        /// The frame has ended.
        case ended
        case cancelled
        case timedOut
    }

    package private(set) var holder: SourcePlace?
    package private(set) var waiters: [Waiter] = []
    private var lastTicket = 0

    package init() {}

    /// A ticket for a request.
    package mutating func newTicket() -> Ticket {
        lastTicket += 1
        return Ticket(number: lastTicket)
    }

    /// Asks for a turn without waiting for it; nil when it would have to wait.
    package mutating func tryNow(_ frame: FrameID, _ purpose: Purpose, at place: SourcePlace, _ stack: FrameStack)
        -> Answer?
    {
        guard stack.isOpen(frame) else { return .ended }
        // A later request never overtakes one that may go.
        guard holder == nil, purpose == .close || stack.top == frame,
            !waiters.contains(where: { mayGo($0, stack) })
        else { return nil }
        holder = place
        return .granted
    }

    /// Asks for a turn; nil means wait.
    package mutating func ask(
        _ ticket: Ticket,
        _ frame: FrameID,
        _ purpose: Purpose,
        at place: SourcePlace,
        _ stack: FrameStack
    ) -> Answer? {
        if let answer = tryNow(frame, purpose, at: place, stack) { return answer }
        waiters.append(Waiter(ticket: ticket, frame: frame, purpose: purpose, place: place))
        return nil
    }

    /// Ends the turn of the holder; gives those whose waiting is over now.
    package mutating func endTurn(_ stack: FrameStack) -> [(Ticket, Answer)] {
        holder = nil
        return settle(stack)
    }

    /// Takes one out of the queue; false when it does not wait any more.
    package mutating func remove(_ ticket: Ticket) -> Bool {
        guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return false }
        waiters.remove(at: index)
        return true
    }

    private mutating func settle(_ stack: FrameStack) -> [(Ticket, Answer)] {
        var answers: [(Ticket, Answer)] = []
        waiters.removeAll { waiter in
            guard !stack.isOpen(waiter.frame) else { return false }
            answers.append((waiter.ticket, .ended))
            return true
        }
        if let index = waiters.firstIndex(where: { mayGo($0, stack) }) {
            let next = waiters.remove(at: index)
            holder = next.place
            answers.append((next.ticket, .granted))
        }
        return answers
    }

    private func mayGo(_ waiter: Waiter, _ stack: FrameStack) -> Bool {
        waiter.purpose == .close || stack.top == waiter.frame
    }
}

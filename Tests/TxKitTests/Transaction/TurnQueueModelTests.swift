import Testing

@testable import TxKit

/// Random sequences of requests and blocks, checked against the rules themselves: the model keeps who asked when for
/// what and judges each answer; it does not decide whose turn it is.
@Suite struct TurnQueueModelTests {
    struct Request {
        let ticket: TurnQueue.Ticket
        let frame: FrameID
        let purpose: TurnQueue.Purpose
    }

    struct Model {
        var stack = FrameStack()
        var queue = TurnQueue()
        var holder: Request?
        /// In the order of asking.
        var waiting: [Request] = []
        /// Every frame there ever was, to ask on ended ones too.
        var known: [FrameID] = []

        func mayGo(_ request: Request) -> Bool {
            request.purpose == .close || (stack.frames.last?.id ?? stack.ground) == request.frame
        }

        func hasEnded(_ frame: FrameID) -> Bool {
            frame != stack.ground && !stack.frames.contains { $0.id == frame }
        }

        mutating func ask(_ frame: FrameID, _ purpose: TurnQueue.Purpose, canWait: Bool, _ comment: Comment) throws {
            let request = Request(ticket: queue.newTicket(), frame: frame, purpose: purpose)
            let answer =
                canWait
                ? queue.ask(request.ticket, frame, purpose, at: place(), stack)
                : queue.tryNow(frame, purpose, at: place(), stack)
            switch answer {
            case .ended: try #require(hasEnded(frame), comment)
            case .granted:
                try #require(holder == nil && !hasEnded(frame) && mayGo(request), comment)
                try #require(!waiting.contains(where: mayGo), "overtakes one that may go; \(comment)")
                holder = request
            case nil:
                try #require(!hasEnded(frame), comment)
                try #require(holder != nil || !mayGo(request) || waiting.contains(where: mayGo), comment)
                if canWait { waiting.append(request) }
            default: try #require(Bool(false), "\(answer!) is no answer to a request; \(comment)")
            }
        }

        mutating func endTurn(_ comment: Comment) throws {
            holder = nil
            for (ticket, answer) in queue.endTurn(stack) {
                let index = try #require(
                    waiting.firstIndex { $0.ticket == ticket },
                    "answered, not waiting; \(comment)"
                )
                let request = waiting.remove(at: index)
                switch answer {
                case .ended: try #require(hasEnded(request.frame), comment)
                case .granted:
                    try #require(holder == nil && !hasEnded(request.frame) && mayGo(request), comment)
                    try #require(
                        !waiting[..<index].contains { !hasEnded($0.frame) && mayGo($0) },
                        "not FIFO; \(comment)"
                    )
                    holder = request
                default: try #require(Bool(false), comment)
                }
            }
            try #require(!waiting.contains { hasEnded($0.frame) }, "waits on an ended frame; \(comment)")
        }

        mutating func stopWaiting(_ index: Int, _ comment: Comment) throws {
            let ticket = waiting.remove(at: index).ticket
            let (first, second) = (queue.remove(ticket), queue.remove(ticket))
            try #require(first && !second, comment)
        }

        /// What must hold between any two events.
        func check(_ comment: Comment) throws {
            try #require((queue.holder != nil) == (holder != nil), comment)
            try #require(queue.waiters.map(\.ticket) == waiting.map(\.ticket), comment)
            try #require(holder != nil || !waiting.contains(where: mayGo), "one that may go waits; \(comment)")
        }
    }

    @Test("random requests and blocks keep the rules of the queue")
    func rules() throws {
        for seed in 1...300 {
            var generator = SeededGenerator(seed: seed)
            var model = Model()
            model.known = [model.stack.ground]
            for event in 0..<60 {
                let comment: Comment = "seed \(seed), event \(event)"
                switch Int.random(in: 0..<10, using: &generator) {
                case 0..<5:
                    // Mostly frames that are open; now and then one that has ended.
                    let open = [model.stack.ground] + model.stack.frames.map(\.id)
                    let frame = (generator.chance(85) ? open : model.known).randomElement(using: &generator)!
                    let purpose: TurnQueue.Purpose =
                        frame != model.stack.ground && generator.chance(35) ? .close : .use
                    try model.ask(frame, purpose, canWait: generator.chance(80), comment)
                case 5..<9:
                    // Only who has the turn opens and ends blocks.
                    guard let holder = model.holder else { continue }
                    if holder.purpose == .close {
                        model.stack.pop(through: holder.frame)
                    } else if generator.chance(50) {
                        model.known.append(model.stack.pushBlock(.savepoint("s")))
                    }
                    try model.endTurn(comment)
                default:
                    guard let index = model.waiting.indices.randomElement(using: &generator) else { continue }
                    try model.stopWaiting(index, comment)
                }
                try model.check(comment)
            }
        }
    }
}

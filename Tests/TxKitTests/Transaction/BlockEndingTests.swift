import Testing

@testable import TxKit

@Suite struct BlockEndingTests {
    /// One block and what is known when its closure is over.
    struct Case {
        var kind = Frame.Kind.transaction
        var begun = true
        var doomed = false
        var nestedOpen = false
        var returned = true
        var state = ServerState.inTransaction
        var endedByServer = false

        func decide() -> BlockEnding {
            var stack = FrameStack()
            if kind != .transaction { stack.noteBegun(stack.pushBlock(.transaction)) }
            let id = stack.pushBlock(kind)
            if begun { stack.noteBegun(id) }
            // A joined block hands its mark on, and so is never doomed itself.
            if doomed { stack.doom(id, .marked(place())) }
            if nestedOpen { stack.pushBlock(.savepoint("txkit_9")) }
            if endedByServer { stack.noteEndedByServer(DatabaseError(.transactionEndedByServer, "gone")) }
            return BlockEnding.decide(id, in: stack, closureReturned: returned, state: state)
        }
    }

    private let kinds: [Frame.Kind] = [.transaction, .savepoint("txkit_1"), .joined]

    private var allCases: [Case] {
        var cases = [Case()]
        func vary<Value>(_ path: WritableKeyPath<Case, Value>, _ values: [Value]) {
            cases = cases.flatMap { base in
                values.map { value in
                    var changed = base
                    changed[keyPath: path] = value
                    return changed
                }
            }
        }
        vary(\.kind, kinds)
        for path in [\Case.begun, \.doomed, \.nestedOpen, \.returned, \.endedByServer] { vary(path, [true, false]) }
        vary(\.state, [.idle, .inTransaction, .failed, .lost])
        return cases
    }

    @Test("a block that returned commits")
    func commit() {
        for kind in kinds.dropLast() { #expect(Case(kind: kind).decide() == .commit) }
    }

    @Test("a block that threw or is marked rolls back")
    func rollBack() {
        for kind in kinds.dropLast() {
            #expect(Case(kind: kind, returned: false).decide() == .rollBack)
            #expect(Case(kind: kind, doomed: true).decide() == .rollBack)
            #expect(Case(kind: kind, returned: false, state: .failed).decide() == .rollBack)
            #expect(Case(kind: kind, doomed: true, state: .failed).decide() == .rollBack)
        }
    }

    @Test("a block that returned after a failed statement cannot commit")
    func aborted() {
        for kind in kinds.dropLast() { #expect(Case(kind: kind, state: .failed).decide() == .rollBackAborted) }
    }

    @Test("a block the server knows nothing of ends without a statement")
    func nothing() {
        for kind in kinds {
            let begun = kind == .joined
            #expect(Case(kind: kind, begun: begun).decide() == .nothing(committed: true))
            #expect(Case(kind: kind, begun: begun, returned: false).decide() == .nothing(committed: false))
        }
        #expect(Case(begun: false, doomed: true).decide() == .nothing(committed: false))
        // The joined block leaves the failed statement to the block it is part of.
        #expect(Case(kind: .joined, state: .failed).decide() == .nothing(committed: true))
    }

    @Test("a frame that is not on the stack any more counts as rolled back")
    func unknownFrame() {
        let ending = BlockEnding.decide(
            FrameID(number: 9),
            in: FrameStack(),
            closureReturned: true,
            state: .inTransaction
        )
        #expect(ending == .nothing(committed: false))
    }

    @Test("a broken connection outweighs all, then the server's own ending")
    func precedence() {
        for one in allCases {
            if one.state == .lost {
                #expect(one.decide() == .lost, "\(one)")
            } else if one.endedByServer {
                #expect(one.decide() == .endedByServer, "\(one)")
            }
        }
    }

    @Test("a block is never committed over an open inner block, and its closure is told when it returned")
    func nestedOpen() {
        for one in allCases where one.nestedOpen && one.state != .lost && !one.endedByServer {
            let ending = one.decide()
            #expect(ending != .commit && ending != .nothing(committed: true), "\(one)")
            #expect((ending == .rollBackNestedOpen) == one.returned, "\(one)")
        }
    }

    @Test("COMMIT is sent in exactly the cases where nothing speaks against it")
    func commitOnly() {
        for one in allCases {
            let onServer = one.begun && one.kind != .joined
            let against = one.doomed || one.nestedOpen || !one.returned || one.endedByServer
            let fine = one.state == .inTransaction || one.state == .idle
            #expect((one.decide() == .commit) == (onServer && !against && fine), "\(one)")
        }
    }

    @Test("a block that threw never counts as committed")
    func threw() {
        for one in allCases where !one.returned {
            let ending = one.decide()
            #expect(ending != .commit && ending != .nothing(committed: true), "\(one)")
        }
    }
}

import Synchronization
import Testing

@testable import TxKit

@Suite struct StatementCancellationTests {
    /// Counts the cancel requests that reach the server.
    final class Requests: Sendable {
        private let number = Atomic<Int>(0)
        var count: Int { number.load(ordering: .sequentiallyConsistent) }
        func send() { number.add(1, ordering: .sequentiallyConsistent) }
    }

    let requests = Requests()
    let cancellation = StatementCancellation()

    @Test("a statement cancelled before it is sent is not sent")
    func beforeStart() {
        cancellation.cancel()
        #expect(!cancellation.start { requests.send() })
        #expect(requests.count == 0)
        #expect(cancellation.isCancelled)
    }

    @Test("a running statement is cancelled once at first, however often the task is")
    func whileRunning() {
        #expect(cancellation.start { requests.send() })
        #expect(!cancellation.isCancelled)
        cancellation.cancel()
        cancellation.cancel()
        #expect(requests.count == 1)
        #expect(cancellation.isCancelled)
        cancellation.finish()
        #expect(cancellation.isCancelled)
    }

    @Test("a request the server may have missed is made again until the statement has ended", .timeLimit(.minutes(2)))
    func again() async throws {
        let cancellation = StatementCancellation(askingAgainAfter: .milliseconds(1))
        let mayRun = cancellation.start { [requests] in requests.send() }
        #expect(mayRun)
        cancellation.cancel()
        while requests.count < 3 { try await Task.sleep(for: .milliseconds(1)) }
        cancellation.finish()
        let count = requests.count
        try await Task.sleep(for: .milliseconds(20))
        #expect(requests.count == count)
        #expect(cancellation.isCancelled)
    }

    @Test("a cancellation after the end sends nothing")
    func afterFinish() {
        #expect(cancellation.start { requests.send() })
        cancellation.finish()
        cancellation.cancel()
        #expect(requests.count == 0)
        #expect(cancellation.isCancelled)
    }

    @Test("one that goes on in portions is cancelled in the portion that runs, and not sent after that")
    func portions() {
        let second = Requests()
        #expect(cancellation.start { requests.send() })
        cancellation.finish()
        #expect(cancellation.start { second.send() })
        cancellation.cancel()
        cancellation.finish()
        #expect(requests.count == 0 && second.count == 1)
        #expect(!cancellation.start { second.send() })
    }

    @Test("an end without a start changes nothing")
    func finishOnly() {
        cancellation.finish()
        #expect(cancellation.start { requests.send() })
        cancellation.cancel()
        #expect(requests.count == 1)
    }

    /// A connection that knows which statement it is running.
    final class Connection: Sendable {
        struct State {
            var running: Int?
            var strays = 0
        }

        let state = Mutex(State())

        func cancel(_ statement: Int) {
            state.withLock { if $0.running != statement { $0.strays += 1 } }
        }
    }

    @Test("a cancellation from another task reaches its own statement or none, never the next on the connection")
    func stress() async {
        let connection = Connection()
        for number in 0..<2000 {
            let cancellation = StatementCancellation()
            let canceller = Task.detached { cancellation.cancel() }
            connection.state.withLock { $0.running = number }
            if cancellation.start({ connection.cancel(number) }) {
                if number % 3 == 0 { await Task.yield() }
                cancellation.finish()
            }
            // From here on a request would hit whatever runs next.
            connection.state.withLock { $0.running = nil }
            await canceller.value
            #expect(cancellation.isCancelled)
        }
        #expect(connection.state.withLock { $0.strays } == 0)
    }
}

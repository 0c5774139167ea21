import Testing

@testable import TxKit

@Suite struct SuspensionsTests {
    @Test("an answer that comes while the task is asleep resumes it")
    func asleep() async {
        var suspensions = Suspensions<Int, String>()
        let answer = await withCheckedContinuation { continuation in
            #expect(suspensions.sleep(1, continuation) == nil)
            suspensions.wake(1, "late")?.resume(returning: "late")
        }
        #expect(answer == "late")
    }

    @Test("an answer that came before the task was asleep is kept for it, once")
    func early() async {
        var suspensions = Suspensions<Int, String>()
        #expect(suspensions.wake(1, "early") == nil)
        let answer = await withCheckedContinuation { continuation in
            if let early = suspensions.sleep(1, continuation) { continuation.resume(returning: early) }
        }
        #expect(answer == "early")
        let second = await withCheckedContinuation { continuation in
            #expect(suspensions.sleep(1, continuation) == nil, "the answer was given already")
            suspensions.wake(1, "second")?.resume(returning: "second")
        }
        #expect(second == "second")
    }

    @Test("one who sleeps is woken once, and only by its own key")
    func keys() async {
        var suspensions = Suspensions<Int, String>()
        let answer = await withCheckedContinuation { continuation in
            #expect(suspensions.sleep(1, continuation) == nil)
            #expect(suspensions.wake(2, "other") == nil)
            suspensions.wake(1, "mine")?.resume(returning: "mine")
            #expect(suspensions.wake(1, "again") == nil)
        }
        #expect(answer == "mine")
    }

    @Test("an answer nobody will ask for is forgotten")
    func forgetting() async {
        var suspensions = Suspensions<Int, String>()
        #expect(suspensions.wake(1, "stale") == nil)
        suspensions.forget(1)
        let answer = await withCheckedContinuation { continuation in
            #expect(suspensions.sleep(1, continuation) == nil)
            suspensions.wake(1, "fresh")?.resume(returning: "fresh")
        }
        #expect(answer == "fresh")
    }
}

import Testing

@testable import TxKit

@Suite struct SuspensionsTests {
    var suspensions = Suspensions<Int, String>()

    /// Goes to sleep under a key; when no answer is there already, is woken with the one given.
    private mutating func sleep(_ key: Int, wokenWith answer: String) async -> String {
        await withCheckedContinuation { continuation in
            if let early = suspensions.sleep(key, continuation) {
                continuation.resume(returning: early)
            } else {
                suspensions.wake(key, answer)?.resume(returning: answer)
            }
        }
    }

    @Test("an answer that comes while the task is asleep resumes it, and is not kept")
    mutating func asleep() async {
        #expect(await sleep(1, wokenWith: "first") == "first")
        #expect(await sleep(1, wokenWith: "second") == "second")
    }

    @Test("an answer that came before the task was asleep is kept for it, once")
    mutating func early() async {
        #expect(suspensions.wake(1, "early") == nil)
        #expect(await sleep(1, wokenWith: "late") == "early")
        #expect(await sleep(1, wokenWith: "second") == "second")
    }

    @Test("an answer is for its own key alone")
    mutating func keys() async {
        #expect(suspensions.wake(2, "other") == nil)
        #expect(await sleep(1, wokenWith: "mine") == "mine")
        #expect(await sleep(2, wokenWith: "late") == "other")
    }

    @Test("one who sleeps is woken once")
    mutating func once() async {
        let answer = await withCheckedContinuation { continuation in
            _ = suspensions.sleep(1, continuation)
            suspensions.wake(1, "first")?.resume(returning: "first")
            #expect(suspensions.wake(1, "second") == nil)
        }
        #expect(answer == "first")
    }

    @Test("an answer nobody will ask for is forgotten")
    mutating func forgetting() async {
        #expect(suspensions.wake(1, "stale") == nil)
        suspensions.forget(1)
        #expect(await sleep(1, wokenWith: "fresh") == "fresh")
    }
}

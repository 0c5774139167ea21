/// The continuations of tasks that wait for an answer, with the answers that came before their task was asleep.
struct Suspensions<Key: Hashable & Sendable, Answer: Sendable>: Sendable {
    typealias Continuation = CheckedContinuation<Answer, Never>

    private var asleep: [Key: Continuation] = [:]
    private var early: [Key: Answer] = [:]

    /// Puts a task to sleep; gives the answer when it is there already, and then the caller resumes at once.
    mutating func sleep(_ key: Key, _ continuation: Continuation) -> Answer? {
        if let answer = early.removeValue(forKey: key) { return answer }
        asleep[key] = continuation
        return nil
    }

    /// Takes out the continuation to resume; when the task is not asleep yet, keeps the answer for it.
    mutating func wake(_ key: Key, _ answer: Answer) -> Continuation? {
        if let continuation = asleep.removeValue(forKey: key) { return continuation }
        early[key] = answer
        return nil
    }

    /// Forgets an answer that nobody will ask for.
    mutating func forget(_ key: Key) { early[key] = nil }
}

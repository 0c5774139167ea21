/// Connects the task that writes a body with the task that holds the transaction open for it.
final class BodyCompletion: Sendable {
    /// Why a body was not written to its end.
    struct Failure: Error, CustomStringConvertible {
        let cause: any Error
        var description: String { String(describing: cause) }
    }

    /// The response was dropped before its body was written.
    struct Abandoned: Error, CustomStringConvertible {
        var description: String { "the response was dropped before its body was written" }
    }

    /// Lives as long as somebody could still write the body.
    final class Token: Sendable {
        private let completion: BodyCompletion
        init(_ completion: BodyCompletion) { self.completion = completion }
        deinit { completion.written(.failure(Failure(cause: Abandoned()))) }
    }

    private let writing = AsyncStream<Result<Void, Failure>>.makeStream()
    private let ending = AsyncStream<Result<Void, any Error>>.makeStream()

    /// Writes the body inside the transaction, then waits for its end.
    ///
    /// - Throws: What writing throws, or what the end of the transaction throws.
    func write(
        inside contexts: [ObjectIdentifier: SessionContext],
        _ write: () async throws -> Void
    ) async throws {
        do {
            try await SessionContext.$current.withValue(contexts, operation: write)
        } catch {
            written(.failure(Failure(cause: error)))
            for await _ in ending.stream {}
            throw error
        }
        written(.success(()))
        for await result in ending.stream { try result.get() }
    }

    /// Waits until the body is written.
    func wait() async throws {
        for await result in writing.stream { return try result.get() }
    }

    /// Tells that the transaction has ended.
    func ended(_ result: Result<Void, any Error>) {
        ending.continuation.yield(result)
        ending.continuation.finish()
    }

    private func written(_ result: Result<Void, Failure>) {
        writing.continuation.yield(result)
        writing.continuation.finish()
    }
}

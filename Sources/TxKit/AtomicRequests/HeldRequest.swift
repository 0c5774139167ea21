/// A request whose transaction stays open until its body is written.
///
/// The transaction lives in a task of its own, which hands the response out as soon as the handler has returned and then
/// waits for the body. A response that is dropped unwritten, as when the client has gone, rolls back.
struct HeldRequest: Sendable {
    private let request: AtomicRequest

    init(_ request: AtomicRequest) { self.request = request }

    func respond<Response: Sendable>(
        status: @escaping @Sendable (Response) -> Int,
        handler: @escaping @Sendable () async throws -> Response,
        wrapBody: @escaping @Sendable (Response, @escaping AtomicRequest.AroundBody) -> Response
    ) async throws -> Response {
        let body = BodyCompletion()
        let (responses, continuation) = AsyncThrowingStream<Response, any Error>.makeStream()
        let transaction = Task {
            defer { continuation.finish() }
            do {
                _ = try await request.run(status: status) {
                    let response = try await handler()
                    let contexts = SessionContext.current
                    continuation.yield(Self.holding(body, contexts, response, wrapBody))
                    try await body.wait()
                    return response
                }
                body.ended(.success(()))
            } catch {
                body.ended(.failure(error))
                continuation.finish(throwing: error)
            }
        }
        return try await withTaskCancellationHandler {
            for try await response in responses { return response }
            throw CancellationError()
        } onCancel: {
            transaction.cancel()
        }
    }

    /// The token is held by the wrapped response alone, so that it ends when nobody can write the body any more.
    private static func holding<Response: Sendable>(
        _ body: BodyCompletion,
        _ contexts: [ObjectIdentifier: SessionContext],
        _ response: Response,
        _ wrapBody: (Response, @escaping AtomicRequest.AroundBody) -> Response
    ) -> Response {
        let token = BodyCompletion.Token(body)
        return wrapBody(response) { write in
            defer { withExtendedLifetime(token) {} }
            try await body.write(inside: contexts, write)
        }
    }
}

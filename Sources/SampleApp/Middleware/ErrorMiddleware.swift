#if Hummingbird
    import Hummingbird
    import Logging

    /// Turns what is thrown further inside into a JSON response. It stands outside of the atomic request, which has to see
    /// the error itself to roll back.
    struct ErrorMiddleware: RouterMiddleware {
        func handle(
            _ request: Request, context: AppRequestContext,
            next: @concurrent (Request, AppRequestContext) async throws -> Response
        ) async throws -> Response {
            do {
                return try await next(request, context)
            } catch {
                let answer = ErrorAnswer(error)
                if answer.isUnexpected {
                    context.logger.error("\(request.method) \(request.uri.path) failed: \(error)")
                }
                return try answer.response(from: request, context: context)
            }
        }
    }
#endif

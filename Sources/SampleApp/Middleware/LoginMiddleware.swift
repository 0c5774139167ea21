#if Hummingbird
    import HTTPTypes
    import Hummingbird

    /// Lets requests with a valid bearer token pass, and says whose they are.
    struct LoginMiddleware: RouterMiddleware {
        let logins: LoginService

        func handle(
            _ request: Request, context: AppRequestContext,
            next: @concurrent (Request, AppRequestContext) async throws -> Response
        ) async throws -> Response {
            let fields = (request.headers[.authorization] ?? "").split(separator: " ")
            guard fields.count == 2, fields[0].lowercased() == "bearer" else { throw DomainError.notLoggedIn }
            var context = context
            context.user = try await logins.user(token: String(fields[1]))
            return try await next(request, context)
        }
    }
#endif

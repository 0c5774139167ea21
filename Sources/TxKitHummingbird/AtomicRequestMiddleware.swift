#if Hummingbird
    import HTTPTypes
    public import Hummingbird
    public import TxKit

    /// Runs each request in one transaction per database, and commits or rolls back by its outcome.
    ///
    /// ```swift
    /// let router = Router()
    /// let atomic = AtomicRequestMiddleware<BasicRequestContext>(database, optingOut: ["POST /hooks/{name}"])
    /// router.add(middleware: atomic)
    /// …
    /// try atomic.validate(router)
    /// ```
    ///
    /// What the handler throws rolls back and reaches Hummingbird unchanged, so that `HTTPError(.notFound)` stays a 404.
    /// What it returns commits, but for the statuses named by the policy (from 500 on by default). `BEGIN` rides with the
    /// handler's first statement: a request without a statement sends nothing.
    ///
    /// Only what lies inside this middleware is in the transaction. **A streaming body is written after the handler has
    /// returned**: by default the transaction has ended then; see ``TxKit/AtomicRequestPolicy/Body`` for the other ways.
    public struct AtomicRequestMiddleware<Context: RequestContext>: RouterMiddleware {
        private let databases: [Database]
        private let policy: AtomicRequestPolicy
        private let optedOut: Set<String>
        /// What became of each request, for tests.
        public let log: AtomicRequestLog?

        /// Makes the middleware.
        ///
        /// - Parameters:
        ///   - databases: The databases to open a transaction on, in this order.
        ///   - policy: When to roll back, and what to do about streaming bodies.
        ///   - optingOut: Routes without a transaction, as Hummingbird describes them: `"POST /hooks/{name}"`.
        ///   - log: Where outcomes are noted.
        public init(
            _ databases: Database..., policy: AtomicRequestPolicy = .init(), optingOut: [String] = [],
            log: AtomicRequestLog? = nil
        ) {
            self.databases = databases
            self.policy = policy
            optedOut = Set(optingOut)
            self.log = log
        }

        /// Runs a request.
        public func handle(
            _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
        ) async throws -> Response {
            let route = "\(request.method) \(context.endpointPath ?? request.uri.path)"
            if optedOut.contains(route) {
                log?.append(AtomicRequestRecord(request: route, outcome: nil))
                return try await next(request, context)
            }
            let atomic = AtomicRequest(databases: databases, policy: policy, label: route, log: log)
            return try await atomic.respond(status: \.status.code) {
                try await next(request, context)
            } wrapBody: { response, aroundBody in
                Self.wrap(response, aroundBody)
            }
        }

        /// Checks that each route that opted out exists. Call it when all routes are added.
        ///
        /// - Throws: A `DatabaseError` with code `invalidConfiguration` that names the routes there are.
        public func validate(_ router: Router<Context>) throws {
            let routes = Set(router.routes.map(\.description))
            for route in optedOut.subtracting(routes).sorted() {
                let known = routes.sorted().joined(separator: ", ")
                throw DatabaseError(
                    .invalidConfiguration,
                    "The route '\(route)' opts out of atomic requests, but there is no such route. There are: \(known). Write "
                        + "the method, a space and the path with its parameters in braces."
                )
            }
        }

        /// A response whose body is written as the policy wants it. A body that is in memory is not touched by the database,
        /// but where the transaction is held open its end waits for the writing all the same.
        private static func wrap(_ response: Response, _ aroundBody: @escaping AtomicRequest.AroundBody) -> Response {
            var response = response
            let body = response.body
            response.body = ResponseBody(contentLength: body.contentLength) { writer in
                // The writer is not Sendable, but it never leaves this task: the closure below runs once, before this one
                // returns, and nothing else uses the writer.
                nonisolated(unsafe) let handed = writer
                try await aroundBody { try await body.write(handed) }
            }
            return response
        }
    }
#endif

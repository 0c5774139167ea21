/// One request in one transaction per database: the decision, for any web framework.
///
/// A middleware for a framework says how a response's status is read and how its body is wrapped, and no more:
///
/// ```swift
/// let request = AtomicRequest(databases: [database], policy: policy, label: "POST /orders", log: log)
/// return try await request.respond(status: { $0.status.code }) {
///     try await next(…)
/// } wrapBody: { response, aroundBody in
///     response.replacingBody { writer in try await aroundBody { try await response.body.write(writer) } }
/// }
/// ```
///
/// With several databases the transactions are opened in the order given and committed in the reverse order. There is no
/// two-phase commit: when a later commit fails, an earlier one stands.
public struct AtomicRequest: Sendable {
    /// Runs the writing of a body as the policy wants it.
    public typealias AroundBody = @Sendable (_ write: () async throws -> Void) async throws -> Void

    let databases: [Database]
    let policy: AtomicRequestPolicy
    let label: String
    let log: AtomicRequestLog?
    let place: SourcePlace

    /// Describes a request.
    public init(
        databases: [Database],
        policy: AtomicRequestPolicy = .init(),
        label: String,
        log: AtomicRequestLog? = nil,
        fileID: StaticString = #fileID,
        line: UInt = #line
    ) {
        self.databases = databases
        self.policy = policy
        self.label = label
        self.log = log
        place = SourcePlace(fileID: fileID, line: line)
    }

    /// Runs a handler in the request's transactions.
    ///
    /// Sends `BEGIN` with the handler's first statement on a database, nothing for a handler without one.
    ///
    /// - Parameters:
    ///   - status: How a response's status code is read.
    ///   - handler: The handler and what lies inside the middleware.
    ///   - wrapBody: Makes a response whose body is written inside the closure passed to it; used only where the policy
    ///     for bodies asks for it.
    /// - Throws: What the handler throws, unchanged; what COMMIT fails with; ``HookFailures`` after the commit.
    public func respond<Response: Sendable>(
        status: (Response) -> Int, handler: () async throws -> Response,
        wrapBody: (Response, @escaping AroundBody) -> Response
    ) async throws -> Response {
        switch policy.body {
        case .commitBeforeBody: return try await run(status: status, handler)
        case .forbidWrites:
            let response = try await run(status: status, handler)
            return wrapBody(response) { write in try await readOnly(databases[...], write) }
        case .holdOpen:
            return try await HeldRequest.respond(self, status: status, handler: handler, wrapBody: wrapBody)
        }
    }

    /// Runs the handler and notes the outcome.
    func run<Response>(
        status: (Response) -> Int,
        _ handler: () async throws -> Response
    ) async throws -> Response {
        var reason: AtomicRequestOutcome.Reason?
        var handlerReturned = false
        do {
            let (response, _) = try await nested(databases[...]) {
                let response = try await handler()
                if policy.rollsBack(status(response)) { reason = .status(status(response)) }
                handlerReturned = true
                return (response, reason != nil)
            }
            note(reason.map(AtomicRequestOutcome.rolledBack) ?? .committed)
            return response
        } catch {
            if error is HookFailures, handlerReturned {
                note(.committed)
            } else {
                let text = String(describing: error)
                note(.rolledBack(handlerReturned ? .commitFailed(text) : .threw(text)))
            }
            throw error
        }
    }

    private func nested<Response>(
        _ databases: ArraySlice<Database>,
        _ body: () async throws -> (Response, rollBack: Bool)
    ) async throws -> (Response, rollBack: Bool) {
        guard let database = databases.first else { return try await body() }
        return try await database.target.withRetriedBlock(.durable, policy.options, at: place) { transaction in
            let (response, rollBack) = try await nested(databases.dropFirst(), body)
            if rollBack { transaction.markForRollback() }
            return (response, rollBack)
        }
    }

    private func readOnly(_ databases: ArraySlice<Database>, _ body: () async throws -> Void) async throws {
        guard let database = databases.first else { return try await body() }
        try await database.withTransaction(options: TransactionOptions(readOnly: true)) { _ in
            try await readOnly(databases.dropFirst(), body)
        }
    }

    func note(_ outcome: AtomicRequestOutcome) {
        log?.append(AtomicRequestRecord(request: label, outcome: outcome))
    }
}

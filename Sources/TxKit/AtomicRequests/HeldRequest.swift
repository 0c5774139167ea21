import Synchronization

/// A request whose transactions stay open until its body is written. A response that is dropped unwritten, as when the
/// client has gone, rolls back.
final class HeldRequest: Sendable {
    /// The response was dropped before its body was written.
    private struct Abandoned: Error, CustomStringConvertible {
        var description: String { "the response was dropped before its body was written" }
    }

    private let request: AtomicRequest
    private let blocks: [HeldBlock]
    private let isFinished = Mutex(false)

    private init(_ request: AtomicRequest, _ blocks: [HeldBlock]) {
        self.request = request
        self.blocks = blocks
    }

    deinit {
        guard !isFinished.withLock({ $0 }) else { return }
        let (request, blocks) = (request, blocks)
        Task.detached { await Self.rollBack(request, blocks, .bodyFailed(Abandoned().description), Abandoned()) }
    }

    static func respond<Response: Sendable>(
        _ request: AtomicRequest, status: (Response) -> Int, handler: () async throws -> Response,
        wrapBody: (Response, @escaping AtomicRequest.AroundBody) -> Response
    ) async throws -> Response {
        var blocks: [HeldBlock] = []
        do {
            for database in request.databases {
                blocks.append(try await HeldBlock.open(database, request.policy.options, at: request.place))
            }
            let response = try await inside(blocks[...], handler)
            let code = status(response)
            let reason = request.policy.rollsBack(code) ? AtomicRequestOutcome.Reason.status(code) : nil
            let held = HeldRequest(request, blocks)
            return wrapBody(response) { write in try await held.write(reason, write) }
        } catch {
            await rollBack(request, blocks, .threw(String(describing: error)), error)
            throw error
        }
    }

    /// Writes the body inside the transactions, then ends them.
    private func write(_ reason: AtomicRequestOutcome.Reason?, _ body: () async throws -> Void) async throws {
        guard !isFinished.withLock({ finished in exchange(&finished) }) else { return try await body() }
        do {
            try await Self.inside(blocks[...], body)
        } catch {
            await Self.rollBack(request, blocks, .bodyFailed(String(describing: error)), error)
            throw error
        }
        try await end(reason)
    }

    private func end(_ reason: AtomicRequestOutcome.Reason?) async throws {
        if reason != nil { for block in blocks { block.markForRollback(at: request.place) } }
        var outcome = reason.map(AtomicRequestOutcome.rolledBack) ?? .committed
        var failure: (any Error)?
        for block in blocks.reversed() {
            do {
                try await block.close(thrown: failure is HookFailures ? nil : failure)
            } catch {
                failure = failure ?? error
                if !(error is HookFailures) { outcome = .rolledBack(.commitFailed(String(describing: error))) }
            }
        }
        request.note(outcome)
        if let failure { throw failure }
    }

    private static func rollBack(
        _ request: AtomicRequest, _ blocks: [HeldBlock], _ reason: AtomicRequestOutcome.Reason, _ error: any Error
    ) async {
        for block in blocks.reversed() { try? await block.close(thrown: error) }
        request.note(.rolledBack(reason))
    }

    private static func inside<Result>(
        _ blocks: ArraySlice<HeldBlock>, _ operation: () async throws -> Result
    ) async throws -> Result {
        guard let block = blocks.first else { return try await operation() }
        return try await block.inside { try await inside(blocks.dropFirst(), operation) }
    }

    private func exchange(_ finished: inout Bool) -> Bool {
        defer { finished = true }
        return finished
    }
}

import TxKit

/// An observer that runs a closure before each event; what that throws refuses the event.
struct Gatekeeper: SessionObserver {
    private let check: @Sendable (SessionEvent) async throws -> Void

    init(_ check: @escaping @Sendable (SessionEvent) async throws -> Void) { self.check = check }

    /// One that runs a closure before each statement.
    static func statements(_ check: @escaping @Sendable (String) async throws -> Void) -> Gatekeeper {
        Gatekeeper { event in
            if case .statement(let statement) = event { try await check(statement.text) }
        }
    }

    func before(_ event: SessionEvent) async throws { try await check(event) }
}

/// Starts tasks one after the other: each runs to its first wait before the next begins.
actor Starter {
    func start(
        _ count: Int,
        _ work: @escaping @Sendable (Int, isolated Starter) async throws -> Void
    ) -> [Task<Void, any Error>] {
        (1...count).map { number in Task { try await work(number, self) } }
    }
}

/// Starts tasks one after the other: each runs to its first wait before the next begins.
actor Starter {
    func start(
        _ count: Int,
        _ work: @escaping @Sendable (Int, isolated Starter) async throws -> Void
    ) async -> [Task<Void, any Error>] {
        var tasks: [Task<Void, any Error>] = []
        for number in 1...count {
            tasks.append(Task { try await work(number, self) })
            // An actor promises no order to the tasks that wait for it.
            await giveOthersTime()
        }
        return tasks
    }
}

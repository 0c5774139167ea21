import Synchronization

/// A value made by the first who asks; all others wait for it. A failure stays.
final class Once<Value: Sendable>: Sendable {
    private let make: @Sendable () async throws -> Value
    private let task = Mutex<Task<Value, any Error>?>(nil)

    init(_ make: @escaping @Sendable () async throws -> Value) { self.make = make }

    func value() async throws -> Value {
        let running = task.withLock { task in
            if let task { return task }
            // Detached: what is made belongs to all, and must see nothing of the first asker's bindings.
            let made = Task.detached { [make] in try await make() }
            task = made
            return made
        }
        return try await running.value
    }
}

import Foundation

/// Runs blocking work on a thread of its own, for Swift's pool has no more threads than the machine has cores.
enum OffPool {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "txkit.blocking").async {
                continuation.resume(with: Result { try work() })
            }
        }
    }
}

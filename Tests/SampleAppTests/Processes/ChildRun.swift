#if Hummingbird
    import Foundation

    /// A program that runs to its end.
    struct ChildRun: Sendable {
        let status: Int32
        let output: String
        let errors: String

        /// Runs a program; blocks the calling thread. Its output goes through files, so that it cannot wait for a reader.
        static func blocking(
            _ program: URL, _ arguments: [String], environment: [String: String] = [:]
        ) throws -> ChildRun {
            let child = try Child(program, arguments, environment: environment)
            child.waitForExit(atMost: .seconds(180))
            return ChildRun(status: child.status, output: try child.output(), errors: try child.errors())
        }

        /// Runs a program without holding a thread of the cooperative pool.
        static func run(
            _ program: URL, _ arguments: [String], environment: [String: String] = [:]
        ) async throws -> ChildRun {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try blocking(program, arguments, environment: environment) })
                }
            }
        }
    }
#endif

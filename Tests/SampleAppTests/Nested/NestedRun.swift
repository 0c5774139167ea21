#if Hummingbird
    import Foundation

    /// A test run inside a test: how a test that has to fail is run as a user runs it, and its report read.
    enum NestedRun {
        private static let variable = "TXKIT_NESTED_RUN"

        /// Whether this process is a nested run.
        static var isInside: Bool { ProcessInfo.processInfo.environment[variable] == "1" }

        /// Runs one XCTest method: `Class.method`, as `XCTestCase.name` has it.
        static func xctest(_ name: String) throws -> ChildRun {
            let specifier = "SampleAppTests." + name.replacing(".", with: "/")
            return try ChildRun.blocking(Executable.tests, [specifier], environment: [variable: "1"])
        }

        /// Runs the Swift Testing tests whose names match.
        static func swiftTesting(_ filter: String) async throws -> ChildRun {
            try await ChildRun.run(
                Executable.tests, ["--testing-library", "swift-testing", "--filter", filter],
                environment: [variable: "1"]
            )
        }
    }
#endif

public import Testing
import TxKit
public import TxKitTestSupport

/// Runs each test, and each case of a parameterised test, in a sandbox of its own.
///
/// Made by `.rollback(…)` and `.truncate(…)`; on a suite it counts for all tests in it. A trait of a test replaces nothing:
/// name the strategy once, on the suite or on the tests.
public struct SandboxTrait: TestTrait, SuiteTrait, TestScoping {
    let strategy: SandboxStrategy
    let databases: [TestDatabase]
    let setUpTestData: (@Sendable () async throws -> Void)?
    /// Tells the data of one suite from another's: the line that declares it.
    let suite: String

    /// A suite's tests get a sandbox each; the suite itself gets none.
    public var isRecursive: Bool { true }

    /// Claims the databases, runs the test inside the sandbox, and gives them back.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let data = setUpTestData.map { SuiteData(suite: suite, load: $0) }
        let place = SourcePlace(fileID: test.sourceLocation.fileID, line: test.sourceLocation.line)
        let sandbox = try await Sandbox.begin(strategy, on: databases, test: test.name, suite: data, at: place)
        do {
            try await sandbox.bound { try await function() }
        } catch {
            do {
                try await sandbox.end()
            } catch let problem {
                Issue.record(problem, sourceLocation: test.sourceLocation)
            }
            throw error
        }
        try await sandbox.end()
    }
}

extension Trait where Self == SandboxTrait {
    /// The test runs in a transaction that is rolled back.
    ///
    /// ```swift
    /// @Suite(.rollback(.app)) struct TransferTests {
    ///     @Test func transfers() async throws { try await TestDatabase.app.database.execute("…") }
    /// }
    /// ```
    ///
    /// Tests run beside one another, each in a session of its own.
    public static func rollback(_ databases: TestDatabase...) -> Self {
        Self(strategy: .rollback, databases: databases, setUpTestData: nil, suite: "")
    }

    /// The tests of a suite share data that is made once; a savepoint takes each test's changes back.
    public static func rollback(
        _ databases: TestDatabase..., fileID: String = #fileID, line: Int = #line, column: Int = #column,
        setUpTestData: @escaping @Sendable () async throws -> Void
    ) -> Self {
        Self(
            strategy: .rollback, databases: databases, setUpTestData: setUpTestData,
            suite: "\(fileID):\(line):\(column)"
        )
    }

    /// The test commits for real, alone on its database; afterwards the baseline is restored.
    public static func truncate(_ databases: TestDatabase...) -> Self {
        Self(strategy: .truncate, databases: databases, setUpTestData: nil, suite: "")
    }

    /// The test commits for real; before each test the data is made anew, afterwards the baseline is restored.
    public static func truncate(
        _ databases: TestDatabase..., fileID: String = #fileID, line: Int = #line, column: Int = #column,
        setUpTestData: @escaping @Sendable () async throws -> Void
    ) -> Self {
        Self(
            strategy: .truncate, databases: databases, setUpTestData: setUpTestData,
            suite: "\(fileID):\(line):\(column)"
        )
    }
}

public import TxKit
public import TxKitTestSupport
public import XCTest

/// What `RollbackTestCase` and `TruncateTestCase` share: the databases a test claims and the sandbox it runs in.
///
/// It has no test methods of its own. Subclass one of the two.
open class DatabaseTestCase: XCTestCase {
    /// The databases the tests of the class may use. Each use of another one throws `OwnershipError`.
    open class var databases: [TestDatabase] { [] }

    /// Makes data that all tests of the class find.
    ///
    /// In a rollback case it runs once for the class, and a savepoint takes each test's changes back. In a truncate case
    /// it runs before each test, with real commits. Use the database's own handle: it is inside the sandbox.
    open class func setUpTestData() async throws {}

    /// How the tests are isolated.
    class var strategy: SandboxStrategy { .rollback }

    private var begun: Sandbox?

    /// The sandbox of the running test.
    public var sandbox: Sandbox {
        get throws {
            guard let begun else {
                throw DatabaseError(
                    .mustBeInside, "\(type(of: self)) has a sandbox only while a test runs. Use it in setUp or later."
                )
            }
            return begun
        }
    }

    /// A handle on the class's only database, which is inside the sandbox wherever it is used.
    public var database: Database {
        get throws {
            guard let only = Self.databases.first, Self.databases.count == 1 else {
                throw DatabaseError(
                    .invalidConfiguration,
                    "\(type(of: self)) names \(Self.databases.count) databases. Name one in `override class var "
                        + "databases`, or say which: `try sandbox.database(.app)`."
                )
            }
            return try sandbox.database(only)
        }
    }

    /// Claims the databases, runs the test inside the sandbox, and gives them back.
    override open func invokeTest() {
        let place = SourcePlace(fileID: #fileID, line: #line)
        let (strategy, databases, suite, name) = (Self.strategy, Self.databases, Self.suiteData, name)
        do {
            let sandbox = try Blocking.run {
                try await Sandbox.begin(strategy, on: databases, test: name, suite: suite, at: place)
            }
            begun = sandbox
            // A task-local bound here reaches setUp, the test and tearDown, be they asynchronous or not.
            sandbox.bound { super.invokeTest() }
            begun = nil
            try Blocking.run { try await sandbox.end() }
        } catch {
            begun = nil
            report(error)
        }
    }

    /// Closes the lanes that hold the class's data.
    override open class func tearDown() {
        _ = try? Blocking.run { await SuiteLanes.shared.closeAll() }
        super.tearDown()
    }

    private class var suiteData: SuiteData {
        let type = TestClass(type: self)
        return SuiteData(suite: String(reflecting: self), staysOpen: true) { try await type.setUpTestData() }
    }

    private func report(_ error: any Error) {
        let place = (error as? BoundaryError)?.place ?? (error as? DatabaseError)?.place
        recordFailure(
            withDescription: String(reflecting: error), inFile: place?.fileID ?? "\(type(of: self))",
            atLine: Int(place?.line ?? 0), expected: false
        )
    }
}

/// Carries a test class into a task.
private struct TestClass: Sendable {
    let type: DatabaseTestCase.Type

    func setUpTestData() async throws { try await type.setUpTestData() }
}

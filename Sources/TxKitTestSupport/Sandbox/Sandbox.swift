public import TxKit

/// A test's hold on the databases it has claimed: their sessions, its strategy and its journal.
///
/// The test cases and traits make one for each test. Without a test framework, use ``run(_:on:test:fileID:line:_:)``.
public final class Sandbox: Sendable {
    /// The sandbox of the test that the current task belongs to.
    @TaskLocal public static var current: Sandbox?

    /// How the test is isolated.
    public let strategy: SandboxStrategy
    /// The test's name, for messages.
    public let test: String
    /// What ran in the test: statements, frames, hooks. Shared data of a suite is not in it.
    public let journal: Journal
    private let holds: [any SandboxHold]
    private let handles: [ObjectIdentifier: Database]

    private init(_ strategy: SandboxStrategy, test: String, journal: Journal, holds: [any SandboxHold]) {
        self.strategy = strategy
        self.test = test
        self.journal = journal
        self.holds = holds
        handles = Dictionary(
            holds.map { hold in
                let own = hold.database.database
                return (
                    ObjectIdentifier(hold.database),
                    Database(source: hold.source, configuration: own.configuration, sharing: own.identity)
                )
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// A handle that is inside the sandbox wherever it is used: in detached tasks, on foreign threads, in a server.
    ///
    /// - Throws: ``OwnershipError`` when the test has not claimed the database.
    public func database(
        _ database: TestDatabase, fileID: StaticString = #fileID, line: UInt = #line
    ) throws -> Database {
        guard let handle = handles[ObjectIdentifier(database)] else {
            throw OwnershipError.unclaimed(database.name, at: SourcePlace(fileID: fileID, line: line))
        }
        return handle
    }

    /// Lends a connection outside of the sandbox to the same database, to see what others see: what is committed.
    ///
    /// What it writes is committed for real; in a rollback case nothing takes it back.
    ///
    /// - Throws: ``OwnershipError`` when the test has not claimed the database; what the closure throws.
    @discardableResult
    public func withOutsideConnection<Result>(
        to database: TestDatabase, fileID: StaticString = #fileID, line: UInt = #line,
        _ body: (DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        guard let hold = holds.first(where: { $0.database === database }) else {
            throw OwnershipError.unclaimed(database.name, at: SourcePlace(fileID: fileID, line: line))
        }
        let configuration = DatabaseConfiguration(name: "\(database.name) (outside)", maximumConnections: 1)
        let outside = try await Database(hold.driver, configuration: configuration)
        do {
            let result = try await outside.withConnection(fileID: fileID, line: line, body)
            await outside.close()
            return result
        } catch {
            await outside.close()
            throw error
        }
    }

    /// Runs a closure in a sandbox.
    ///
    /// - Throws: What the closure throws; else a ``BoundaryError`` when the closure broke the sandbox.
    @discardableResult
    public static func run<Result>(
        _ strategy: SandboxStrategy, on databases: [TestDatabase], test: String,
        fileID: StaticString = #fileID, line: UInt = #line,
        _ body: (Sandbox) async throws -> Result
    ) async throws -> Result {
        let place = SourcePlace(fileID: fileID, line: line)
        let sandbox = try await begin(strategy, on: databases, test: test, suite: nil, at: place)
        let result: Result
        do {
            result = try await sandbox.bound { try await body(sandbox) }
        } catch {
            try? await sandbox.end()
            throw error
        }
        try await sandbox.end()
        return result
    }
}

extension Sandbox {
    /// Claims databases for a test.
    package static func begin(
        _ strategy: SandboxStrategy, on databases: [TestDatabase], test: String, suite: SuiteData?,
        at place: SourcePlace
    ) async throws -> Sandbox {
        // All tests claim in the same order, so that no two wait for each other.
        let ordered = databases.sorted { $0.name < $1.name }
        let journal = Journal()
        var holds: [any SandboxHold] = []
        do {
            switch strategy {
            case .rollback:
                holds = try await rollbackHolds(ordered, test: test, suite: suite, journal: journal, at: place)
                return Sandbox(strategy, test: test, journal: journal, holds: holds)
            case .truncate:
                for database in ordered {
                    holds.append(try await TruncateHold.open(database, journal: journal, at: place))
                }
                let sandbox = Sandbox(strategy, test: test, journal: journal, holds: holds)
                if let suite { try await sandbox.bound { try await suite.load() } }
                journal.removeAll()
                return sandbox
            }
        } catch {
            for hold in holds.reversed() { try? await hold.end(test: test) }
            throw error
        }
    }

    /// Gives the databases back. All are, whatever happens.
    ///
    /// - Throws: The first of what went wrong.
    package func end() async throws {
        var problem: (any Error)?
        for hold in holds.reversed() {
            do {
                try await hold.end(test: test)
            } catch {
                problem = problem ?? error
            }
        }
        if let problem { throw problem }
    }

    /// Runs an operation with the claimed databases bound to the sandbox.
    package func bound<Result>(_ operation: () async throws -> Result) async rethrows -> Result {
        try await Sandbox.$current.withValue(self) {
            try await SourceBindings.$current.withValue(bindings, operation: operation)
        }
    }

    /// Runs a synchronous operation with the claimed databases bound to the sandbox.
    package func bound<Result>(_ operation: () throws -> Result) rethrows -> Result {
        try Sandbox.$current.withValue(self) {
            try SourceBindings.$current.withValue(bindings, operation: operation)
        }
    }

    private var bindings: [ObjectIdentifier: any SessionSource] {
        holds.reduce(into: SourceBindings.current) { $0[$1.database.database.identity] = $1.source }
    }

    private static func rollbackHolds(
        _ databases: [TestDatabase], test: String, suite: SuiteData?, journal: Journal, at place: SourcePlace
    ) async throws -> [any SandboxHold] {
        if let suite, let lane = try await SuiteLanes.shared.borrow(suite, databases, at: place) {
            return try await suiteHolds(lane, test: test, journal: journal, at: place)
        }
        var holds: [any SandboxHold] = []
        do {
            for database in databases {
                holds.append(try await RollbackHold.pooled(database, test: test, journal: journal, at: place))
            }
            return holds
        } catch {
            for hold in holds.reversed() { try? await hold.end(test: test) }
            throw error
        }
    }

    private static func suiteHolds(
        _ lane: SuiteLane, test: String, journal: Journal, at place: SourcePlace
    ) async throws -> [any SandboxHold] {
        var holds: [RollbackHold] = []
        do {
            for part in lane.parts {
                // Holds end in reverse order: with the first one all are done.
                let isLast = holds.isEmpty
                holds.append(
                    try await RollbackHold.open(
                        part.database, part.lane, inside: part.frame, test: test, journal: journal, at: place
                    ) {
                        if isLast { await SuiteLanes.shared.giveBack(lane) }
                    }
                )
            }
            return holds
        } catch {
            for hold in holds.reversed() { try? await hold.end(test: test) }
            if holds.isEmpty { await SuiteLanes.shared.giveBack(lane) }
            throw error
        }
    }
}

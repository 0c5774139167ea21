import Testing
import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport

/// The decision about atomic requests without a web framework: a response is a number, its status.
@Suite struct AtomicRequestTests {
    private struct Failure: Error, Equatable {}

    /// Runs a handler as a request on both databases, and counts what each has committed.
    private func respond(
        policy: AtomicRequestPolicy = .init(), _ handler: () async throws -> Int
    ) async throws -> (log: AtomicRequestLog, committed: [Int?]) {
        let log = AtomicRequestLog()
        let committed = try await Sandbox.run(.truncate, on: TestDatabase.both, test: "request") { sandbox in
            let databases = try TestDatabase.both.map { try sandbox.database($0) }
            let request = AtomicRequest(databases: databases, policy: policy, label: "POST /", log: log)
            do {
                _ = try await request.respond(status: { $0 }, handler: handler, wrapBody: { response, _ in response })
            } catch is Failure {
            }
            var committed: [Int?] = []
            for database in TestDatabase.both {
                committed.append(
                    try await sandbox.withOutsideConnection(to: database) {
                        try await $0.scalar("SELECT count(*) FROM parents WHERE name = 'request'", as: Int.self)
                    }
                )
            }
            return committed
        }
        return (log, committed)
    }

    private func insert() async throws {
        for database in TestDatabase.both {
            #expect(database.database.isInTransaction)
            try await database.database.execute("INSERT INTO parents (name) VALUES ('request')")
        }
    }

    @Test("each database has its transaction, and all commit or none")
    func severalDatabases() async throws {
        let created = try await respond {
            try await insert()
            return 201
        }
        #expect(created.committed == [1, 1])
        #expect(created.log.records == [AtomicRequestRecord(request: "POST /", outcome: .committed)])
        let failed = try await respond {
            try await insert()
            throw Failure()
        }
        #expect(failed.committed == [0, 0])
        #expect(failed.log.lastOutcome == .rolledBack(.threw("Failure()")))
        let refused = try await respond {
            try await insert()
            return 500
        }
        #expect(refused.committed == [0, 0])
        #expect(refused.log.lastOutcome == .rolledBack(.status(500)))
    }

    @Test("a request inside a block is refused: production would have none")
    func insideABlock() async throws {
        try await Sandbox.run(.rollback, on: [.sqlite], test: "inside") { sandbox in
            let database = try sandbox.database(.sqlite)
            for body in [AtomicRequestPolicy.Body.commitBeforeBody, .holdOpen] {
                try await database.withTransaction { _ in
                    let request = AtomicRequest(databases: [database], policy: .init(body: body), label: "GET /")
                    let error = await #expect(throws: DatabaseError.self) {
                        try await request.respond(
                            status: { $0 }, handler: { 200 }, wrapBody: { response, _ in response })
                    }
                    #expect(error?.code == .mustBeOutermost)
                }
            }
        }
    }

    @Test("a request held open whose response is dropped rolls back", .timeLimit(.minutes(2)))
    func dropped() async throws {
        let result = try await respond(policy: .init(body: .holdOpen)) {
            try await insert()
            return 200
        }
        #expect(result.committed == [0, 0])
        // The rollback is the business of a task of its own.
        while result.log.records.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        guard case .rolledBack(.bodyFailed) = result.log.lastOutcome else {
            Issue.record("the outcome was \(String(describing: result.log.lastOutcome))")
            return
        }
    }
}

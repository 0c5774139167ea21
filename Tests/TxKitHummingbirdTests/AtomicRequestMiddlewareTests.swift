#if Hummingbird
    import Hummingbird
    import Synchronization
    import Testing
    import TxKit
    import TxKitHummingbird
    import TxKitTestSupport

    @Suite struct AtomicRequestMiddlewareTests {
        @Test("a returned response commits in one transaction", arguments: TestDatabase.both)
        func commits(_ database: TestDatabase) async throws {
            let result = try await RequestSite(database: database).respond { _, _ in
                try await RequestSite.insert(1, into: database)
                try await RequestSite.insert(2, into: database)
                return Response(status: .created)
            }
            #expect(result.status == 201)
            #expect(result.outcome == .committed)
            #expect(result.committed == 2)
            let begin = database.engine.dialect == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN"
            #expect(result.statements.first == begin)
            #expect(result.statements.last == "COMMIT")
            #expect(result.statements.count == 4)
        }

        @Test("what a handler throws rolls back and reaches Hummingbird unchanged", arguments: TestDatabase.both)
        func throwsUnchanged(_ database: TestDatabase) async throws {
            let result = try await RequestSite(database: database).respond { _, _ in
                try await RequestSite.insert(1, into: database)
                throw HTTPError(.notFound, message: "no such item")
            }
            #expect(result.status == 404)
            #expect(result.body.contains("no such item"))
            #expect(result.committed == 0)
            guard case .rolledBack(.threw) = result.outcome else {
                Issue.record("the outcome was \(String(describing: result.outcome))")
                return
            }
            #expect(result.statements.last == "ROLLBACK")
        }

        @Test("returned statuses roll back as the policy says", arguments: TestDatabase.both)
        func statuses(_ database: TestDatabase) async throws {
            let cases: [(HTTPResponse.Status, AtomicRequestPolicy, Bool)] = [
                (.internalServerError, .init(), true), (.serviceUnavailable, .init(), true),
                (.conflict, .init(), false),
                (.conflict, .rollbackOnClientErrors, true), (.ok, .rollbackOnClientErrors, false),
                (.internalServerError, .init(rollbackStatuses: []), false),
            ]
            for (status, policy, rollsBack) in cases {
                let result = try await RequestSite(database: database, policy: policy).respond { _, _ in
                    try await RequestSite.insert(1, into: database)
                    return Response(status: status)
                }
                #expect(result.status == status.code)
                #expect(result.committed == (rollsBack ? 0 : 1))
                #expect(result.outcome == (rollsBack ? .rolledBack(.status(status.code)) : .committed))
            }
        }

        @Test("a request without a statement sends nothing", arguments: TestDatabase.both)
        func nothing(_ database: TestDatabase) async throws {
            let result = try await RequestSite(database: database).respond { _, _ in Response(status: .ok) }
            #expect(result.statements.isEmpty)
            #expect(result.outcome == .committed)
        }

        @Test("a commit that fails is an error and rolls back", arguments: TestDatabase.both)
        func commitFails(_ database: TestDatabase) async throws {
            let result = try await RequestSite(database: database).respond { _, _ in
                try await RequestSite.insert(1, into: database)
                try await database.database.execute("INSERT INTO parts VALUES (99)")
                return Response(status: .ok)
            }
            #expect(result.status == 500)
            #expect(result.committed == 0)
            guard case .rolledBack(.commitFailed) = result.outcome else {
                Issue.record("the outcome was \(String(describing: result.outcome))")
                return
            }
        }

        @Test("hooks run after the commit; one that throws leaves it standing", arguments: TestDatabase.both)
        func hooks(_ database: TestDatabase) async throws {
            struct MailFailed: Error {}
            let ran = Mutex(0)
            let result = try await RequestSite(database: database).respond { _, _ in
                try await RequestSite.insert(1, into: database)
                try await database.database.afterCommit { throw MailFailed() }
                try await database.database.afterCommit { ran.withLock { $0 += 1 } }
                #expect(ran.withLock { $0 } == 0)
                return Response(status: .ok)
            }
            #expect(ran.withLock { $0 } == 1)
            #expect(result.committed == 1)
            #expect(result.outcome == .committed)
            #expect(result.status == 500)
        }

        @Test(
            "a route that opts out has no transaction; one that does not exist is refused", arguments: TestDatabase.both
        )
        func optsOut(_ database: TestDatabase) async throws {
            let site = RequestSite(database: database, optingOut: ["POST /items/{id}"])
            let result = try await site.respond { _, _ in
                #expect(!database.database.isInTransaction)
                try await RequestSite.insert(1, into: database)
                throw HTTPError(.badRequest)
            }
            #expect(result.committed == 1)
            #expect(site.log.records == [AtomicRequestRecord(request: "POST /items/{id}", outcome: nil)])
            let wrong = RequestSite(database: database, optingOut: ["POST /itmes/{id}"])
            let error = await #expect(throws: DatabaseError.self) {
                try await wrong.respond { _, _ in Response(status: .ok) }
            }
            #expect(error?.code == .invalidConfiguration)
            #expect(error?.message.contains("POST /items/{id}") == true)
        }
    }
#endif

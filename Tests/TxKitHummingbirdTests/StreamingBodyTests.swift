#if Hummingbird
    import Hummingbird
    import Synchronization
    import Testing
    import TxKit
    import TxKitHummingbird
    import TxKitTestSupport

    /// A streaming body is written after the handler has returned.
    @Suite struct StreamingBodyTests {
        private struct BodyFailed: Error {}

        private func response(_ write: @escaping @Sendable @concurrent () async throws -> Void) -> Response {
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    try await write()
                    try await writer.write(ByteBuffer(string: "done"))
                    try await writer.finish(nil)
                }
            )
        }

        @Test("by default the transaction has ended before the body", arguments: TestDatabase.both)
        func commitBeforeBody(_ database: TestDatabase) async throws {
            let seen = Mutex<[Bool]>([])
            let result = try await RequestSite(database: database).respond { _, _ in
                try await RequestSite.insert(1, into: database)
                return response {
                    let isInside = database.database.isInTransaction
                    seen.withLock { $0.append(isInside) }
                    try await RequestSite.insert(2, into: database)
                }
            }
            #expect(seen.withLock { $0 } == [false])
            #expect(result.committed == 2)
            #expect(result.body == "done")
        }

        @Test("held open, the body is inside the transaction", arguments: TestDatabase.both)
        func holdOpen(_ database: TestDatabase) async throws {
            let seen = Mutex<[Bool]>([])
            let site = RequestSite(database: database, policy: .init(body: .holdOpen))
            let result = try await site.respond { _, _ in
                try await RequestSite.insert(1, into: database)
                return response {
                    let isInside = database.database.isInTransaction
                    seen.withLock { $0.append(isInside) }
                    try await RequestSite.insert(2, into: database)
                }
            }
            #expect(seen.withLock { $0 } == [true])
            #expect(result.committed == 2)
            #expect(result.outcome == .committed)
            #expect(result.statements.filter { $0.hasPrefix("BEGIN") || $0 == "COMMIT" }.count == 2)
        }

        @Test("held open, a body that fails rolls the request back", arguments: TestDatabase.both)
        func holdOpenFails(_ database: TestDatabase) async throws {
            let site = RequestSite(database: database, policy: .init(body: .holdOpen))
            await #expect(throws: (any Error).self) {
                try await site.respond { _, _ in
                    try await RequestSite.insert(1, into: database)
                    return response { throw BodyFailed() }
                }
            }
            guard case .rolledBack(.bodyFailed) = site.log.lastOutcome else {
                Issue.record("the outcome was \(String(describing: site.log.lastOutcome))")
                return
            }
            let next = try await RequestSite(database: database).respond { _, _ in Response(status: .ok) }
            #expect(next.committed == 0)
        }

        @Test("held open, a handler that throws rolls back and keeps its error", arguments: TestDatabase.both)
        func holdOpenThrows(_ database: TestDatabase) async throws {
            let site = RequestSite(database: database, policy: .init(body: .holdOpen))
            let result = try await site.respond { _, _ in
                try await RequestSite.insert(1, into: database)
                throw HTTPError(.notFound)
            }
            #expect(result.status == 404)
            #expect(result.committed == 0)
            guard case .rolledBack(.threw) = result.outcome else {
                Issue.record("the outcome was \(String(describing: result.outcome))")
                return
            }
        }

        @Test("with writes forbidden, the body may read and the engine refuses writes", arguments: TestDatabase.both)
        func forbidWrites(_ database: TestDatabase) async throws {
            let code = Mutex<DatabaseError.Code?>(nil)
            let site = RequestSite(database: database, policy: .init(body: .forbidWrites))
            let result = try await site.respond { _, _ in
                try await RequestSite.insert(1, into: database)
                return response {
                    let count = try await database.database.scalar("SELECT count(*) FROM items", as: Int.self)
                    #expect(count == 1)
                    do {
                        try await database.database.withTransaction { _ in
                            try await RequestSite.insert(2, into: database)
                        }
                    } catch let error as DatabaseError {
                        code.withLock { $0 = error.code }
                    }
                }
            }
            #expect(code.withLock { $0 } == .readOnly)
            #expect(result.committed == 1)
            #expect(result.body == "done")
        }
    }
#endif

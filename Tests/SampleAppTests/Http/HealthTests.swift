#if Hummingbird
    import Testing
    import TxKit
    import TxKitSQLite
    import TxKitTestSupport
    import TxKitTesting

    @testable import SampleApp

    /// `GET /health`.
    @Suite(.rollback(.sampleSQLite, .samplePostgres)) struct HealthTests {
        @Test(arguments: Engine.allCases)
        func saysThatTheDatabaseAnswers(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let answer = try await world.get("/health", token: .some(nil))
            #expect(answer.status == 200)
            #expect(answer.body == #"{"status":"ok"}"#)
        }

        @Test func saysThatItDoesNot() async throws {
            let database = try await Database.sqlite(.memory)
            try await Schema.create(in: database)
            let world = try await World(database)
            await database.close()
            let answer = try await world.get("/health", token: .some(nil))
            #expect(answer.status == 503)
            #expect(try answer.error.code == "service_unavailable")
        }

        /// No block of the application lies around its statement.
        @Test(arguments: Engine.allCases)
        func isNoAtomicRequest(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let journal = try #require(Sandbox.current).journal
            let start = journal.statementEvents.count
            _ = try await world.get("/health", token: .some(nil))
            let events = journal.statementEvents.dropFirst(start)
            #expect(events.contains { $0.text == "SELECT 1" })
            #expect(!events.contains { $0.opener == .application })
        }
    }
#endif

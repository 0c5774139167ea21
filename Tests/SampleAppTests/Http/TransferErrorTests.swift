#if Hummingbird
    import HTTPTypes
    import Testing
    import TxKit
    import TxKitTesting

    @testable import SampleApp

    /// What `POST /api/transfers` refuses: each time with a JSON error, and nothing has moved or been sent.
    @Suite(.rollback(.sampleSQLite, .samplePostgres)) struct TransferErrorTests {
        @Test(arguments: Engine.allCases, TransferRefusal.allCases)
        func isRefused(_ engine: Engine, _ refusal: TransferRefusal) async throws {
            let world = try await World(engine.database, atomicRequests: engine == .sqlite)
            let answer = try await world.post("/api/transfers", refusal.order(world))
            #expect(answer.status == refusal.status)
            let error = try answer.error
            #expect(error.code == refusal.code)
            #expect(error.details == refusal.details(world))
            #expect(!error.message.isEmpty)
            #expect(try await world.shares(of: world.ann) == 100)
            #expect(try await world.shares(of: world.bob) == 100)
            #expect(try await engine.database.scalar("SELECT COUNT(*) FROM share_transfers", as: Int.self) == 0)
            #expect(world.sender.emails.isEmpty)
        }

        @Test(
            arguments: Engine.allCases,
            [
                "", "{", "[]", "null", "{}", #"{"fromAccountId": 1, "toAccountId": 2, "companyId": 1}"#,
                #"{"fromAccountId": 1, "toAccountId": 2, "companyId": 1, "amount": "10"}"#,
                #"{"fromAccountId": 1, "toAccountId": 2, "companyId": 1, "amount": 1.5}"#,
                #"{"fromAccountId": 1, "toAccountId": 2, "companyId": 1, "amount": 99999999999999999999}"#,
                #"{"fromAccountId": 1, "toAccountId": null, "companyId": 1, "amount": 1}"#,
            ]
        )
        func badJSONIs400(_ engine: Engine, _ body: String) async throws {
            let world = try await World(engine.database)
            let answer = try await world.send(.post, "/api/transfers", body)
            #expect(answer.status == 400)
            #expect(try answer.error.code == "bad_request")
        }

        @Test(arguments: Engine.allCases)
        func aBodyThatIsTooLargeIs413(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let answer = try await world.send(.post, "/api/transfers", String(repeating: " ", count: 3 * 1024 * 1024))
            #expect(answer.status == 413)
            #expect(try answer.error.code == "content_too_large")
        }

        @Test(arguments: Engine.allCases)
        func anUnknownPathIs404(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let answer = try await world.get("/api/nothing")
            #expect(answer.status == 404)
            #expect(try answer.error.code == "not_found")
        }

        /// The text of an unknown error may hold statements, paths and addresses.
        @Test(arguments: Engine.allCases)
        func anUnknownErrorSaysNothingOfTheInside(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            try await engine.database.execute("ALTER TABLE share_transfers RENAME TO elsewhere")
            let answer = try await world.post("/api/transfers", world.order(10))
            #expect(answer.status == 500)
            #expect(
                try answer.error
                    == ErrorBody.Content(
                        code: "internal_error", message: "Something went wrong on the server.", details: [:]
                    )
            )
            #expect(try await world.shares(of: world.ann) == 100)
        }
    }
#endif

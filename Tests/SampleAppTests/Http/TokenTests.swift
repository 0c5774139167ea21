#if Hummingbird
    import Testing
    import TxKit
    import TxKitTesting

    @testable import SampleApp

    /// `POST /api/tokens/consume`, `GET /api/tokens`, charges and refunds.
    @Suite(.rollback(.sampleSQLite, .samplePostgres)) struct TokenTests {
        private func tokens(_ engine: Engine) throws -> TokenService {
            try TokenService(engine.database, notices: RecordingSender())
        }

        @Test(arguments: Engine.allCases, [true, false])
        func consumesRecordsItAndNotifies(_ engine: Engine, _ atomicRequests: Bool) async throws {
            let world = try await World(engine.database, atomicRequests: atomicRequests)
            let answer = try await world.post("/api/tokens/consume", ["amount": 100])
            #expect(answer.status == 200)
            let consumption = try answer.json(Consumption.self)
            #expect(consumption == Consumption(entryId: consumption.entryId, amount: 100, balance: 900))
            #expect(world.sender.notices == [TokenNotice(userId: world.ann.user.id, amount: 100, balance: 900)])

            let statement = try await world.get("/api/tokens").json(TokenStatement.self)
            #expect(statement.balance == 900)
            #expect(statement.entries.map(\.kind) == [.charge, .consume])
            #expect(statement.entries.map(\.amount) == [1000, -100])
            #expect(statement.entries.last?.id == consumption.entryId)
        }

        @Test(arguments: Engine.allCases)
        func withoutEnoughIs402WithBothAmounts(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let answer = try await world.post("/api/tokens/consume", ["amount": 1001])
            #expect(answer.status == 402)
            #expect(try answer.error.code == "insufficient_tokens")
            #expect(try answer.error.details == ["required": 1001, "current": 1000])
            #expect(world.sender.notices.isEmpty)
            let statement = try await world.get("/api/tokens").json(TokenStatement.self)
            #expect(statement.balance == 1000)
            #expect(statement.entries.count == 1)
        }

        @Test(arguments: Engine.allCases, [0, -1, Int(Int32.max) + 1])
        func refusesAmountsThatAreNone(_ engine: Engine, _ amount: Int) async throws {
            let world = try await World(engine.database)
            let answer = try await world.post("/api/tokens/consume", ["amount": amount])
            #expect(answer.status == 422)
            #expect(try answer.error.code == "invalid_amount")
            await #expect(throws: DomainError.invalidAmount(amount)) {
                try await tokens(engine).charge(amount, of: world.ann.user.id)
            }
        }

        @Test(arguments: Engine.allCases)
        func givesAConsumptionBackOnce(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let tokens = try tokens(engine)
            let user = world.ann.user
            let entry = try await tokens.consume(300, of: user).entryId
            await #expect(throws: DomainError.consumptionNotFound(entry)) {
                try await tokens.refund(entry, of: world.bob.user.id)
            }
            #expect(try await tokens.refund(entry, of: user.id) == 1000)
            await #expect(throws: DomainError.alreadyRefunded(entry)) { try await tokens.refund(entry, of: user.id) }

            let statement = try await tokens.statement(of: user)
            #expect(statement.balance == 1000)
            #expect(statement.entries.map(\.amount) == [1000, -300, 300])
            let refund = try #require(statement.entries.last)
            #expect(refund.refundedId == entry)
            // A refund and a charge are no consumptions.
            for other in [refund.id, statement.entries[0].id] {
                await #expect(throws: DomainError.consumptionNotFound(other)) {
                    try await tokens.refund(other, of: user.id)
                }
            }
        }

        @Test(arguments: Engine.allCases)
        func theSchemaKeepsBalancesFromBecomingNegative(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let error = await #expect(throws: DatabaseError.self) {
                try await TokenStore(engine.database, .sqlite).setBalance(of: world.ann.user.id, to: -1)
            }
            #expect(error?.code == .checkViolation)
        }
    }
#endif

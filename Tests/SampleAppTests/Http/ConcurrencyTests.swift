#if Hummingbird
    import Testing
    import TxKit
    import TxKitTestSupport
    import TxKitTesting

    @testable import SampleApp

    /// Requests at the same time, on real connections with real commits.
    @Suite(.truncate(.sampleSQLite, .samplePostgres)) struct ConcurrencyTests {
        private func statuses(
            _ count: Int, _ request: @escaping @Sendable (Int) async throws -> Answer
        ) async throws -> [Int: Int] {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<count { group.addTask { try await request(number).status } }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
        }

        @Test(arguments: Engine.allCases, [true, false])
        func tenConsumptionsAtOnceLeaveNothing(_ engine: Engine, _ atomicRequests: Bool) async throws {
            let world = try await World(engine.database, atomicRequests: atomicRequests)
            let statuses = try await statuses(10) { _ in try await world.post("/api/tokens/consume", ["amount": 100]) }
            #expect(statuses == [200: 10])
            let eleventh = try await world.post("/api/tokens/consume", ["amount": 100])
            #expect(eleventh.status == 402)
            #expect(try eleventh.error.details == ["required": 100, "current": 0])
            #expect(Set(world.sender.notices.map(\.balance)) == Set(stride(from: 0, to: 1000, by: 100)))
            try await expectLedger(engine, world.ann.user.id, balance: 0, entries: 11)
        }

        @Test(arguments: Engine.allCases, [true, false])
        func ofTooManyConsumptionsAtOnceJustEnoughSucceed(_ engine: Engine, _ atomicRequests: Bool) async throws {
            let world = try await World(engine.database, atomicRequests: atomicRequests)
            let statuses = try await statuses(16) { _ in try await world.post("/api/tokens/consume", ["amount": 130]) }
            #expect(statuses == [200: 7, 402: 9])
            try await expectLedger(engine, world.ann.user.id, balance: 90, entries: 8)
        }

        @Test(arguments: Engine.allCases)
        func ofRefundsAtOnceOneSucceeds(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let tokens = try TokenService(engine.database, notices: RecordingSender())
            let user = world.ann.user.id
            let entry = try await tokens.consume(100, of: world.ann.user).entryId
            let refunded = await withTaskGroup(of: Bool.self) { group in
                for _ in 1...6 { group.addTask { (try? await tokens.refund(entry, of: user)) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(refunded == 1)
            try await expectLedger(engine, user, balance: 1000, entries: 3)
        }

        /// Without one order of locking, PostgreSQL would end some of these with a deadlock and the app with 500.
        @Test(arguments: Engine.allCases, [true, false])
        func oppositeTransfersDoNotDeadlock(_ engine: Engine, _ atomicRequests: Bool) async throws {
            let world = try await World(engine.database, atomicRequests: atomicRequests)
            let statuses = try await statuses(40) { number in
                let isReversed = number % 2 == 1
                return try await world.post(
                    "/api/transfers", world.order(2, reversed: isReversed), token: world.tokens[isReversed ? 1 : 0]
                )
            }
            #expect(statuses == [201: 40])
            try await expectShares(engine, world, ann: 100, bob: 100, transfers: 40)
        }

        @Test(arguments: Engine.allCases)
        func anAccountNeverGivesMoreThanItHas(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let statuses = try await statuses(12) { _ in try await world.post("/api/transfers", world.order(30)) }
            #expect(statuses == [201: 3, 409: 9])
            try await expectShares(engine, world, ann: 10, bob: 190, transfers: 3)
        }

        private func expectShares(
            _ engine: Engine, _ world: World, ann: Int, bob: Int, transfers: Int,
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            try await outside(engine) { connection in
                let (first, second) = (
                    try await world.shares(of: world.ann, through: connection),
                    try await world.shares(of: world.bob, through: connection)
                )
                let count = try await connection.scalar("SELECT COUNT(*) FROM share_transfers", as: Int.self)
                #expect(first == ann, sourceLocation: sourceLocation)
                #expect(second == bob, sourceLocation: sourceLocation)
                #expect(count == transfers, sourceLocation: sourceLocation)
            }
        }

        private func expectLedger(
            _ engine: Engine, _ user: Int, balance: Int, entries: Int, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            try await outside(engine) { connection in
                let statement = try await TokenStore(connection, .sqlite).statement(of: user)
                #expect(statement?.balance == balance, sourceLocation: sourceLocation)
                #expect(statement?.entries.count == entries, sourceLocation: sourceLocation)
                let sum = statement?.entries.reduce(0) { $0 + $1.amount }
                #expect(sum == balance, "the balance is the sum of the ledger", sourceLocation: sourceLocation)
            }
        }

        private func outside(_ engine: Engine, _ body: (DatabaseConnection) async throws -> Void) async throws {
            try await #require(Sandbox.current).withOutsideConnection(to: engine.testDatabase, body)
        }
    }
#endif

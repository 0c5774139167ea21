#if Hummingbird
    import Testing
    import TxKit
    import TxKitTesting

    @testable import SampleApp

    /// The tables.
    @Suite(.rollback(.sampleSQLite, .samplePostgres)) struct SchemaTests {
        @Test(arguments: Engine.allCases)
        func makesOnlyWhatIsMissing(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            try await Schema.create(in: engine.database)
            let shares = try await world.shares(of: world.ann)
            #expect(shares == 100)
        }

        @Test(arguments: Engine.allCases)
        func theSeedIsPlantedOnce(_ engine: Engine) async throws {
            _ = try await World(engine.database)
            #expect(try await Seed(passwords: .weak).insert(in: engine.database) == nil)
        }

        /// The ledger's kinds and signs go together.
        @Test(arguments: Engine.allCases, [("consume", 1), ("charge", -1), ("charge", 0), ("refund", 1), ("gift", 1)])
        func theLedgerRefusesNonsense(_ engine: Engine, _ entry: (kind: String, amount: Int)) async throws {
            let world = try await World(engine.database)
            let error = await #expect(throws: DatabaseError.self) {
                try await engine.database.execute(
                    """
                    INSERT INTO token_ledger (user_id, kind, amount)
                    VALUES (\(world.ann.user.id), \(entry.kind), \(entry.amount))
                    """
                )
            }
            #expect(error?.code == .checkViolation)
        }
    }
#endif

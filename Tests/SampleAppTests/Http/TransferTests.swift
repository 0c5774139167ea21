#if Hummingbird
    import HTTPTypes
    import Testing
    import TxKit
    import TxKitTesting

    @testable import SampleApp

    /// `POST /api/transfers` and `GET /api/shares`.
    @Suite(.rollback(.sampleSQLite, .samplePostgres)) struct TransferTests {
        @Test(arguments: Engine.allCases, [true, false])
        func movesSharesRecordsItAndConfirms(_ engine: Engine, _ atomicRequests: Bool) async throws {
            let world = try await World(engine.database, atomicRequests: atomicRequests)
            let answer = try await world.post("/api/transfers", world.order(10))
            #expect(answer.status == 201)
            #expect(answer.headers[.contentType] == "application/json; charset=utf-8")

            let transfer = try answer.json(ShareTransfer.self)
            #expect(
                transfer
                    == ShareTransfer(
                        id: transfer.id, companyId: world.planted.companyId, fromAccountId: world.ann.accountId,
                        toAccountId: world.bob.accountId, amount: 10
                    )
            )
            #expect(try await world.shares(of: world.ann) == 90)
            #expect(try await world.shares(of: world.bob) == 110)
            let recorded = try await world.database.scalar(
                "SELECT amount FROM share_transfers WHERE id = \(transfer.id)", as: Int.self
            )
            #expect(recorded == 10)
            #expect(
                world.sender.emails == [
                    Email(
                        recipient: "ann@example.com", subject: "Transfer \(transfer.id)",
                        text:
                            "10 shares of Acme went from account \(world.ann.accountId) to account \(world.bob.accountId)."
                    )
                ]
            )
        }

        @Test(arguments: Engine.allCases)
        func givesAllItHasAndNoMore(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            #expect(try await world.post("/api/transfers", world.order(100)).status == 201)
            let answer = try await world.post("/api/transfers", world.order(1))
            #expect(answer.status == 409)
            #expect(try await world.shares(of: world.ann) == 0)
            #expect(try await world.shares(of: world.bob) == 200)
        }

        @Test(arguments: Engine.allCases)
        func toAnAccountWithoutSharesOfTheCompany(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let store = ShareStore(engine.database, .sqlite)
            let account = try #require(await store.insertAccount(ofUser: world.bob.user.id))
            let order = TransferOrder(
                fromAccountId: world.ann.accountId, toAccountId: account, companyId: world.planted.companyId, amount: 7
            )
            #expect(try await world.post("/api/transfers", order).status == 201)
            #expect(try await store.amount(accountId: account, companyId: world.planted.companyId) == 7)
        }

        @Test(arguments: Engine.allCases)
        func showsTheUsersOwnShares(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let shares = try await world.get("/api/shares").json([Share].self)
            #expect(
                shares == [Share(accountId: world.ann.accountId, companyId: world.planted.companyId, amount: 100)]
            )
        }

        /// What the schema refuses, whatever the services do.
        @Test(arguments: Engine.allCases)
        func theSchemaKeepsSharesUniqueAndNotNegative(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let (account, company) = (world.ann.accountId, world.planted.companyId)
            let negative = await #expect(throws: DatabaseError.self) {
                try await engine.database.execute("UPDATE shares SET amount = -1 WHERE account_id = \(account)")
            }
            #expect(negative?.code == .checkViolation)
            let twice = await #expect(throws: DatabaseError.self) {
                try await engine.database.execute(
                    "INSERT INTO shares (account_id, company_id, amount) VALUES (\(account), \(company), 1)"
                )
            }
            #expect(twice?.code == .uniqueViolation)
            let orphan = await #expect(throws: DatabaseError.self) {
                try await engine.database.execute(
                    "INSERT INTO shares (account_id, company_id, amount) VALUES (-1, \(company), 1)"
                )
            }
            #expect(orphan?.code == .foreignKeyViolation)
            #expect(try await world.shares(of: world.ann) == 100)
        }
    }
#endif

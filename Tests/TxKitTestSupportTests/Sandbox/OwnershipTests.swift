import Synchronization
import Testing
import TxKit
import TxKitSQLite
import TxKitTestSupport

@Suite struct OwnershipTests {
    @Test(
        "a test database that no test has claimed is refused, with the line that allows it",
        arguments: TestDatabase.both)
    func unclaimed(_ database: TestDatabase) async throws {
        let error = await #expect(throws: OwnershipError.self) {
            try await database.database.execute("DELETE FROM children")
        }
        #expect(error?.message.contains("'support'") == true)
        #expect(error?.message.contains(".rollback(") == true)
        #expect(error?.description.contains("OwnershipTests.swift:") == true)
    }

    @Test("claiming one database does not allow another")
    func other() async throws {
        try await Sandbox.run(.rollback, on: [.sqlite], test: "one") { sandbox in
            await #expect(throws: OwnershipError.self) {
                try await TestDatabase.postgres.database.execute("DELETE FROM children")
            }
            #expect(throws: OwnershipError.self) { try sandbox.database(.postgres) }
        }
    }

    @Test(
        "the sandbox's handle is inside from a detached task; the global one is refused there",
        arguments: TestDatabase.both)
    func detached(_ database: TestDatabase) async throws {
        try await Sandbox.run(.rollback, on: [database], test: "detached") { sandbox in
            try await database.database.execute("INSERT INTO parents (name) VALUES ('third')")
            let handle = try sandbox.database(database)
            let seen = try await Task.detached {
                await #expect(throws: OwnershipError.self) { try await database.database.query("SELECT 1") }
                return try await handle.scalar("SELECT count(*) FROM parents", as: Int.self)
            }.value
            #expect(seen == 3)
            async let child = database.database.scalar("SELECT count(*) FROM parents", as: Int.self)
            #expect(try await child == 3)
        }
    }

    @Test("a statement after the end of its test is refused by name", arguments: TestDatabase.both)
    func late(_ database: TestDatabase) async throws {
        for strategy in SandboxStrategy.allCases {
            let handle = try await Sandbox.run(strategy, on: [database], test: "early") { try $0.database(database) }
            await #expect(throws: (any Error).self) { try await handle.execute("DELETE FROM children") }
            guard strategy == .rollback else { continue }
            let error = await #expect(throws: OwnershipError.self) { try await handle.execute("DELETE FROM children") }
            #expect(error?.message.contains("The test 'early' has ended") == true)
        }
    }

    @Test(
        "a block that outlives its test makes that test fail, and the next one is clean", arguments: TestDatabase.both)
    func outliving(_ database: TestDatabase) async throws {
        let (gate, opened) = AsyncStream<Void>.makeStream()
        let (inside, entered) = AsyncStream<Void>.makeStream()
        let outlives = Mutex<Task<Void, any Error>?>(nil)
        let error = await #expect(throws: BoundaryError.self) {
            try await Sandbox.run(.rollback, on: [database], test: "careless") { _ in
                let task = Task {
                    try await database.database.withTransaction { transaction in
                        try await transaction.execute("INSERT INTO parents (name) VALUES ('third')")
                        entered.yield()
                        for await _ in gate { break }
                        try await transaction.execute("INSERT INTO parents (name) VALUES ('fourth')")
                    }
                }
                outlives.withLock { $0 = task }
                for await _ in inside { break }
            }
        }
        #expect(error?.message.contains("'careless'") == true)
        opened.yield()
        let late = try #require(outlives.withLock { $0 })
        let refused = await #expect(throws: DatabaseError.self) { try await late.value }
        #expect(refused?.code == .transactionEnded)
        try await Sandbox.run(.rollback, on: [database], test: "next") { _ in
            let count = try await database.database.scalar("SELECT count(*) FROM parents", as: Int.self)
            #expect(count == 2)
        }
    }

    @Test("two test databases of one name are refused")
    func names() async throws {
        let twin = TestDatabase("support", .sqlite) { _ in }
        try await Sandbox.run(.rollback, on: [.sqlite], test: "first") { _ in }
        let error = await #expect(throws: DatabaseError.self) {
            try await Sandbox.run(.rollback, on: [twin], test: "twin") { _ in }
        }
        #expect(error?.code == .invalidConfiguration)
        let odd = TestDatabase("no-good; name", .sqlite) { _ in }
        await #expect(throws: DatabaseError.self) { try await Sandbox.run(.rollback, on: [odd], test: "odd") { _ in } }
    }
}

import Testing
import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport
import TxKitTesting

@Suite(.truncate(.sqlite, .postgres))
struct TruncateSuite {
    @Test(arguments: 1...4) func commitsAlone(_ number: Int) async throws {
        let sandbox = try #require(Sandbox.current)
        for database in [TestDatabase.sqlite, .postgres] {
            #expect(try await names(database.database) == ["seed"])
            try await database.database.execute("INSERT INTO items VALUES (2, \("test \(number)"))")
            let outside = try await sandbox.withOutsideConnection(to: database) { try await names($0) }
            #expect(outside == ["seed", "test \(number)"])
        }
    }
}

@Suite struct MixedSuite {
    @Test(
        .truncate(.postgres) {
            try await TestDatabase.postgres.database.execute("INSERT INTO items VALUES (7, 'data')")
        })
    func traitOfOneTest() async throws {
        #expect(try await names(TestDatabase.postgres.database) == ["seed", "data"])
    }

    @Test func withoutATraitTheDatabaseIsRefused() async throws {
        let error = await #expect(throws: OwnershipError.self) { try await names(TestDatabase.postgres.database) }
        #expect(error?.message.contains("`.rollback(…)`") == true)
        #expect(Sandbox.current == nil)
    }
}

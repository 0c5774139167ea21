import Testing
import TxKit
import TxKitSQLite
import TxKitTestSupport
import TxKitTesting

@testable import SQLiteOnly

extension TestDatabase {
    static let shares = TestDatabase("shares", .sqlite) { try await Shares.createTables(in: $0) }
}

@Suite(.rollback(.shares)) struct SharesTests {
    let shares = Shares(database: TestDatabase.shares.database)

    @Test func nothingMovesWhenThereIsTooLittle() async throws {
        try await shares.database.execute("INSERT INTO shares VALUES ('ada', 100), ('bob', 100)")
        await #expect(throws: DatabaseError.self) { try await shares.transfer(200, from: "ada", to: "bob") }
        #expect(try await shares.amount(of: "ada") == 100)
        #expect(try await shares.amount(of: "bob") == 100)
    }
}

import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport
import TxKitXCTest
import XCTest

/// What the truncate cases below do on each engine.
class TruncateCases: TruncateTestCase {
    class var own: TestDatabase { .sqlite }
    override class var databases: [TestDatabase] { [own] }

    override class func setUpTestData() async throws {
        try await own.database.execute("INSERT INTO items VALUES (2, 'class data')")
    }

    func check() async throws {
        let before = try await names(database)
        XCTAssertEqual(before, ["seed", "class data"])
        try await Self.own.database.withTransaction { transaction in
            try await transaction.execute("INSERT INTO items VALUES (3, 'mine')")
            try await transaction.execute("DELETE FROM items WHERE id = 1")
        }
        let outside = try await sandbox.withOutsideConnection(to: Self.own) { try await names($0) }
        XCTAssertEqual(outside, ["class data", "mine"])
        XCTAssertEqual(try sandbox.journal.statements.filter { $0 == "COMMIT" }.count, 1)
    }
}

final class SQLiteTruncateCases: TruncateCases {
    func testOne() async throws { try await check() }
    func testTwo() async throws { try await check() }
}

final class PostgresTruncateCases: TruncateCases {
    override class var own: TestDatabase { .postgres }

    func testOne() async throws { try await check() }
    func testTwo() async throws { try await check() }
}

import Synchronization
import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport
import TxKitXCTest
import XCTest

/// Counts how often the data of a class was made.
private let loads = Mutex<[String: Int]>([:])

/// What the rollback cases below do on each engine. XCTest on Linux does not run test methods inherited from another
/// module, and these are inherited from this one.
class RollbackCases: RollbackTestCase {
    class var own: TestDatabase { .sqlite }
    override class var databases: [TestDatabase] { [own] }

    override class func setUpTestData() async throws {
        loads.withLock { $0["\(self)", default: 0] += 1 }
        try await own.database.execute("INSERT INTO items VALUES (2, 'class data')")
    }

    func check(inserting id: Int) async throws {
        XCTAssertEqual(loads.withLock { $0["\(Self.self)"] }, 1)
        let before = try await names(database)
        XCTAssertEqual(before, ["seed", "class data"])
        try await Self.own.database.withTransaction { transaction in
            try await transaction.execute("INSERT INTO items VALUES (\(id), 'mine')")
            try await transaction.execute("UPDATE items SET name = 'changed' WHERE id = 2")
        }
        let after = try await names(database)
        XCTAssertEqual(after, ["seed", "changed", "mine"])
        let outside = try await sandbox.withOutsideConnection(to: Self.own) { try await names($0) }
        XCTAssertEqual(outside, ["seed"])
        let journal = try sandbox.journal.statements
        XCTAssertEqual(journal.first, "SAVEPOINT txkit_1")
        XCTAssertFalse(journal.contains("COMMIT"))
    }
}

final class SQLiteRollbackCases: RollbackCases {
    func testOne() async throws { try await check(inserting: 3) }
    func testTwo() async throws { try await check(inserting: 3) }
    func testThree() async throws { try await check(inserting: 4) }
}

final class PostgresRollbackCases: RollbackCases {
    override class var own: TestDatabase { .postgres }

    func testOne() async throws { try await check(inserting: 3) }
    func testTwo() async throws { try await check(inserting: 3) }
    func testThree() async throws { try await check(inserting: 4) }
}

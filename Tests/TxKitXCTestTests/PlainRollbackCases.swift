import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport
import TxKitXCTest
import XCTest

/// A class without data of its own: each test is one BEGIN and one ROLLBACK. The sandbox is there in all hooks of XCTest.
final class PlainRollbackCases: RollbackTestCase {
    override class var databases: [TestDatabase] { [.sqlite, .postgres] }

    override func setUp() async throws {
        try await TestDatabase.postgres.database.execute("INSERT INTO items VALUES (2, 'set up')")
    }

    override func tearDown() async throws {
        let left = try await names(TestDatabase.postgres.database)
        XCTAssertEqual(left.prefix(2), ["seed", "set up"])
    }

    func testSetUpIsInside() async throws {
        let seen = try await names(TestDatabase.postgres.database)
        XCTAssertEqual(seen, ["seed", "set up"])
        XCTAssertEqual(try sandbox.journal.statements.prefix(2), ["BEGIN", "SAVEPOINT txkit_1"])
    }

    func testTwoDatabasesAreToldApart() async throws {
        try await TestDatabase.sqlite.database.execute("DELETE FROM items")
        let postgres = try await names(TestDatabase.postgres.database)
        let sqlite = try await names(sandbox.database(.sqlite))
        XCTAssertEqual(postgres, ["seed", "set up"])
        XCTAssertEqual(sqlite, [])
        XCTAssertThrowsError(try database) { error in
            XCTAssertEqual((error as? DatabaseError)?.code, .invalidConfiguration)
        }
    }

    func testSynchronousTestsAreInsideToo() throws {
        XCTAssertEqual(try sandbox.strategy, .rollback)
        XCTAssertNotNil(Sandbox.current)
        XCTAssertTrue(name.contains("testSynchronousTestsAreInsideToo"))
    }
}

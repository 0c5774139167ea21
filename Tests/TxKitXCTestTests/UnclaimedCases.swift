import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport
import TxKitXCTest
import XCTest

/// A test of no database case may not touch the test database.
final class UnclaimedCases: XCTestCase {
    func testIsRefused() async throws {
        do {
            _ = try await names(TestDatabase.sqlite.database)
            XCTFail("The test database was lent to a test that had not claimed it.")
        } catch let error as OwnershipError {
            XCTAssertTrue(error.message.contains("override class var databases"), error.message)
        }
        XCTAssertNil(Sandbox.current)
    }
}

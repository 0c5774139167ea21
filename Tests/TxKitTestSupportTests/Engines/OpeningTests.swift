import Testing
import TxKit
import TxKitPostgres
import TxKitSQLite

/// A database that cannot be opened says so at the line that opened it.
@Suite struct OpeningTests {
    @Test func sqlite() async throws {
        let line: UInt = #line + 1
        let error = await #expect(throws: DatabaseError.self) {
            try await Database.sqlite(path: "/no/such/folder/app.db")
        }
        #expect(error?.code == .connectionFailed)
        #expect(error?.place == SourcePlace(fileID: #fileID, line: line))
    }

    @Test func postgres() async throws {
        let line: UInt = #line + 1
        let error = await #expect(throws: DatabaseError.self) {
            try await Database.postgres("host=/no/such/folder dbname=app user=nobody")
        }
        #expect(error?.code == .connectionFailed)
        #expect(error?.place == SourcePlace(fileID: #fileID, line: line))
        let wrong = await #expect(throws: DatabaseError.self) {
            try await Database.postgres("postgresql://host:notaport/app")
        }
        #expect(wrong?.message.isEmpty == false)
    }
}

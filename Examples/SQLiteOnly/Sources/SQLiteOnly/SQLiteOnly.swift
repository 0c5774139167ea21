import TxKit
import TxKitSQLite

/// Transfers more than there is, and shows that nothing moved.
@main
struct SQLiteOnly {
    static func main() async throws {
        let journal = Journal()
        let database = try await Database.sqlite(.memory, configuration: DatabaseConfiguration(observers: [journal]))
        try await Shares.createTables(in: database)
        try await database.execute("INSERT INTO shares VALUES ('ada', 100), ('bob', 100)")
        journal.removeAll()
        let shares = Shares(database: database)
        do {
            try await shares.transfer(200, from: "ada", to: "bob")
        } catch let error as DatabaseError {
            print(error.code)
        }
        print(journal.statements.joined(separator: "\n"))
        print("ada", try await shares.amount(of: "ada") ?? 0, "bob", try await shares.amount(of: "bob") ?? 0)
        await database.close()
    }
}

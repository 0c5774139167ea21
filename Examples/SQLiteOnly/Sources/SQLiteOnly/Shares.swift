import TxKit

/// Moves shares between accounts.
struct Shares {
    let database: Database

    static func createTables(in database: Database) async throws {
        try await database.executeScript(
            "CREATE TABLE shares (account TEXT PRIMARY KEY, amount INTEGER NOT NULL CHECK (amount >= 0))"
        )
    }

    func transfer(_ amount: Int, from sender: String, to receiver: String) async throws {
        try await database.withTransaction { transaction in
            try await transaction.execute("UPDATE shares SET amount = amount + \(amount) WHERE account = \(receiver)")
            try await transaction.execute("UPDATE shares SET amount = amount - \(amount) WHERE account = \(sender)")
        }
    }

    func amount(of account: String) async throws -> Int? {
        try await database.scalar("SELECT amount FROM shares WHERE account = \(account)")
    }
}

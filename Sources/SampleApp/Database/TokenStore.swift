#if Hummingbird
    import TxKit

    /// The statements about balances of tokens and their ledger.
    struct TokenStore: Sendable {
        private let executor: any DatabaseExecutor
        private let dialect: SQLDialect

        init(_ executor: any DatabaseExecutor, _ dialect: SQLDialect) {
            self.executor = executor
            self.dialect = dialect
        }

        /// Reads a user's balance and locks the user's row until the transaction ends.
        func lockedBalance(of userId: Int) async throws -> Int? {
            try await executor.scalar("SELECT token_balance FROM users WHERE id = \(userId)\(dialect.forUpdate)")
        }

        func setBalance(of userId: Int, to balance: Int) async throws {
            try await executor.execute("UPDATE users SET token_balance = \(balance) WHERE id = \(userId)")
        }

        /// Adds an entry to the ledger and gives its id.
        func record(_ kind: LedgerEntry.Kind, _ amount: Int, of userId: Int, refunding: Int? = nil) async throws -> Int?
        {
            try await executor.scalar(
                """
                INSERT INTO token_ledger (user_id, kind, amount, refunded_id) \
                VALUES (\(userId), \(kind), \(amount), \(refunding)) RETURNING id
                """
            )
        }

        /// A user's balance and ledger; one query, so that both are of one moment at any isolation level.
        func statement(of userId: Int) async throws -> TokenStatement? {
            let rows = try await executor.query(
                """
                SELECT u.token_balance, e.id, e.kind, e.amount, e.refunded_id \
                FROM users u LEFT JOIN token_ledger e ON e.user_id = u.id WHERE u.id = \(userId) ORDER BY e.id
                """
            )
            guard let first = rows.first else { return nil }
            let entries = try rows.compactMap { row in
                try row.get("id", as: Int?.self).map { id in
                    LedgerEntry(
                        id: id, kind: try row.get("kind"), amount: try row.get("amount"),
                        refundedId: try row.get("refunded_id")
                    )
                }
            }
            return TokenStatement(balance: try first.get("token_balance"), entries: entries)
        }

        func entry(_ id: Int, of userId: Int) async throws -> LedgerEntry? {
            try await executor.queryOne(
                "SELECT id, kind, amount, refunded_id FROM token_ledger WHERE id = \(id) AND user_id = \(userId)",
                as: LedgerEntry.self
            )
        }

        /// Whether a consumption was given back already.
        func isRefunded(_ id: Int) async throws -> Bool {
            try await executor.queryOne("SELECT id FROM token_ledger WHERE refunded_id = \(id)") != nil
        }
    }
#endif

#if Hummingbird
    import TxKit

    /// The statements about companies, accounts, shares and transfers.
    struct ShareStore: Sendable {
        private let executor: any DatabaseExecutor
        private let dialect: SQLDialect

        init(_ executor: any DatabaseExecutor, _ dialect: SQLDialect) {
            self.executor = executor
            self.dialect = dialect
        }

        /// Reads two accounts and locks them, the lower id first: whoever needs both asks in the same order, so that no two
        /// wait for each other.
        func lockedAccounts(_ first: Int, _ second: Int) async throws -> [Account] {
            try await executor.query(
                """
                SELECT id, user_id FROM accounts WHERE id IN (\(min(first, second)), \(max(first, second))) \
                ORDER BY id\(dialect.forUpdate)
                """,
                as: Account.self
            )
        }

        func company(_ id: Int) async throws -> Company? {
            try await executor.queryOne("SELECT id, name FROM companies WHERE id = \(id)", as: Company.self)
        }

        /// How many shares an account holds; nil when it never held any.
        func amount(accountId: Int, companyId: Int) async throws -> Int? {
            try await executor.scalar(
                "SELECT amount FROM shares WHERE account_id = \(accountId) AND company_id = \(companyId)"
            )
        }

        func shares(ofUser userId: Int) async throws -> [Share] {
            try await executor.query(
                """
                SELECT s.account_id, s.company_id, s.amount FROM shares s JOIN accounts a ON a.id = s.account_id \
                WHERE a.user_id = \(userId) ORDER BY s.account_id, s.company_id
                """,
                as: Share.self
            )
        }

        func decrease(accountId: Int, companyId: Int, by amount: Int) async throws {
            try await executor.execute(
                """
                UPDATE shares SET amount = amount - \(amount) \
                WHERE account_id = \(accountId) AND company_id = \(companyId)
                """
            )
        }

        func increase(accountId: Int, companyId: Int, by amount: Int) async throws {
            try await executor.execute(
                """
                INSERT INTO shares (account_id, company_id, amount) VALUES (\(accountId), \(companyId), \(amount)) \
                ON CONFLICT (account_id, company_id) DO UPDATE SET amount = shares.amount + excluded.amount
                """
            )
        }

        func record(_ order: TransferOrder) async throws -> ShareTransfer? {
            try await executor.queryOne(
                """
                INSERT INTO share_transfers (company_id, from_account_id, to_account_id, amount) \
                VALUES (\(order.companyId), \(order.fromAccountId), \(order.toAccountId), \(order.amount)) \
                RETURNING id, company_id, from_account_id, to_account_id, amount
                """,
                as: ShareTransfer.self
            )
        }

        func insertCompany(name: String) async throws -> Int? {
            try await executor.scalar("INSERT INTO companies (name) VALUES (\(name)) RETURNING id")
        }

        func insertAccount(ofUser userId: Int) async throws -> Int? {
            try await executor.scalar("INSERT INTO accounts (user_id) VALUES (\(userId)) RETURNING id")
        }
    }
#endif

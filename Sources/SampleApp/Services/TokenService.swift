#if Hummingbird
    import TxKit

    /// The rules for balances of tokens: never negative, and always the sum of the ledger.
    struct TokenService: Sendable {
        private let database: Database
        private let dialect: SQLDialect
        private let notices: any NoticeSender

        init(_ database: Database, notices: any NoticeSender) throws {
            self.database = database
            self.notices = notices
            dialect = try database.driver().dialect
        }

        /// Uses tokens up and tells the user, after the transaction of the consumption and within the request.
        func consume(_ amount: Int, of user: User) async throws -> Consumption {
            try Amount.check(amount)
            let consumption = try await database.withTransaction { transaction in
                let store = TokenStore(transaction, dialect)
                let current = try await Self.lockedBalance(of: user.id, store)
                guard current >= amount else {
                    throw DomainError.insufficientTokens(required: amount, current: current)
                }
                let (entry, balance) = try await Self.add(-amount, .consume, to: current, of: user.id, store)
                return Consumption(entryId: entry, amount: amount, balance: balance)
            }
            try await notices.send(
                TokenNotice(userId: user.id, amount: consumption.amount, balance: consumption.balance)
            )
            return consumption
        }

        /// Adds tokens that were bought and gives the new balance.
        @discardableResult
        func charge(_ amount: Int, of userId: Int) async throws -> Int {
            try Amount.check(amount)
            return try await database.withTransaction { transaction in
                let store = TokenStore(transaction, dialect)
                let current = try await Self.lockedBalance(of: userId, store)
                return try await Self.add(amount, .charge, to: current, of: userId, store).balance
            }
        }

        /// Gives a consumption back, once, and gives the new balance.
        @discardableResult
        func refund(_ entryId: Int, of userId: Int) async throws -> Int {
            try await database.withTransaction { transaction in
                let store = TokenStore(transaction, dialect)
                // The lock comes first: of two refunds of one consumption the second sees the first.
                let current = try await Self.lockedBalance(of: userId, store)
                guard let entry = try await store.entry(entryId, of: userId), entry.kind == .consume else {
                    throw DomainError.consumptionNotFound(entryId)
                }
                guard try await !store.isRefunded(entryId) else { throw DomainError.alreadyRefunded(entryId) }
                return try await Self.add(-entry.amount, .refund, to: current, of: userId, store, refunding: entryId)
                    .balance
            }
        }

        /// A user's balance and ledger, as of one moment.
        func statement(of user: User) async throws -> TokenStatement {
            try await TokenStore(database, dialect).statement(of: user.id).row(of: "SELECT token_balance")
        }

        private static func lockedBalance(of userId: Int, _ store: TokenStore) async throws -> Int {
            try await store.lockedBalance(of: userId).row(of: "SELECT token_balance")
        }

        private static func add(
            _ amount: Int, _ kind: LedgerEntry.Kind, to balance: Int, of userId: Int, _ store: TokenStore,
            refunding: Int? = nil
        ) async throws -> (entry: Int, balance: Int) {
            try await store.setBalance(of: userId, to: balance + amount)
            let entry = try await store.record(kind, amount, of: userId, refunding: refunding)
            return (try entry.row(of: "INSERT INTO token_ledger"), balance + amount)
        }
    }
#endif

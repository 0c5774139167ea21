#if Hummingbird
    import TxKit

    /// The rules for moving shares from one account to another.
    struct TransferService: Sendable {
        private let database: Database
        private let dialect: SQLDialect
        private let emails: any EmailSender

        init(_ database: Database, emails: any EmailSender) throws {
            self.database = database
            self.emails = emails
            dialect = try database.driver().dialect
        }

        /// Moves shares and confirms it by e-mail.
        ///
        /// The shares move in a transaction of their own. The e-mail is sent after it and within the request, so a failing
        /// mail server shows what the request's transaction is good for: atomic, the request takes the transfer back with it;
        /// not atomic, the caller gets an error for a transfer that took place.
        func transfer(_ order: TransferOrder, by user: User) async throws -> ShareTransfer {
            try Amount.check(order.amount)
            guard order.fromAccountId != order.toAccountId else { throw DomainError.sameAccount(order.fromAccountId) }
            let (transfer, company) = try await database.withTransaction { transaction in
                try await move(order, by: user, ShareStore(transaction, dialect))
            }
            try await emails.send(
                Email(
                    recipient: user.email, subject: "Transfer \(transfer.id)",
                    text: "\(transfer.amount) shares of \(company.name) went from account \(transfer.fromAccountId) to "
                        + "account \(transfer.toAccountId)."
                )
            )
            return transfer
        }

        /// What the accounts of a user hold.
        func shares(of user: User) async throws -> [Share] {
            try await ShareStore(database, dialect).shares(ofUser: user.id)
        }

        private func move(
            _ order: TransferOrder, by user: User, _ store: ShareStore
        ) async throws -> (ShareTransfer, Company) {
            let accounts = try await store.lockedAccounts(order.fromAccountId, order.toAccountId)
            guard let source = accounts.first(where: { $0.id == order.fromAccountId }) else {
                throw DomainError.accountNotFound(order.fromAccountId)
            }
            guard source.userId == user.id else { throw DomainError.notAccountOwner(source.id) }
            guard accounts.contains(where: { $0.id == order.toAccountId }) else {
                throw DomainError.accountNotFound(order.toAccountId)
            }
            guard let company = try await store.company(order.companyId) else {
                throw DomainError.companyNotFound(order.companyId)
            }
            let current = try await store.amount(accountId: source.id, companyId: company.id) ?? 0
            guard current >= order.amount else {
                throw DomainError.insufficientShares(required: order.amount, current: current)
            }
            try await store.decrease(accountId: source.id, companyId: company.id, by: order.amount)
            try await store.increase(accountId: order.toAccountId, companyId: company.id, by: order.amount)
            return (try await store.record(order).row(of: "INSERT INTO share_transfers"), company)
        }
    }
#endif

#if Hummingbird
    import TxKit

    /// Rows to try the app out with: two users with an account each, 100 shares of one company and 1,000 tokens.
    struct Seed: Sendable {
        /// The users; both have ``password``.
        static let emails = ["ann@example.com", "bob@example.com"]
        static let password = "correct horse"
        static let company = "Acme"
        static let shares = 100
        static let tokens = 1000

        let passwords: PasswordHasher

        /// Adds the rows, unless there are users already.
        func insert(in database: Database) async throws -> Planted? {
            guard try await database.scalar("SELECT COUNT(*) FROM users", as: Int.self) == 0 else { return nil }
            let dialect = try database.driver().dialect
            return try await database.withTransaction { transaction in
                let store = ShareStore(transaction, dialect)
                let company = try await store.insertCompany(name: Self.company).row(of: "INSERT INTO companies")
                var members: [Planted.Member] = []
                for email in Self.emails {
                    members.append(try await member(email, company: company, database, store))
                }
                return Planted(companyId: company, members: members)
            }
        }

        private func member(
            _ email: String, company: Int, _ database: Database, _ store: ShareStore
        ) async throws -> Planted.Member {
            let user = try await LoginService(database, passwords: passwords).register(
                email: email, password: Self.password)
            let account = try await store.insertAccount(ofUser: user).row(of: "INSERT INTO accounts")
            try await store.increase(accountId: account, companyId: company, by: Self.shares)
            try await TokenService(database, notices: UnreachableSender()).charge(Self.tokens, of: user)
            return Planted.Member(user: User(id: user, email: email), accountId: account)
        }
    }
#endif

#if Hummingbird
    import Foundation
    import TxKit

    /// The statements about users and their logins.
    struct UserStore: Sendable {
        private let executor: any DatabaseExecutor

        init(_ executor: any DatabaseExecutor) { self.executor = executor }

        /// Adds a user without tokens and gives the id.
        func insert(email: String, passwordHash: String) async throws -> Int? {
            try await executor.scalar(
                "INSERT INTO users (email, password_hash) VALUES (\(email), \(passwordHash)) RETURNING id"
            )
        }

        func passwordHash(ofEmail email: String) async throws -> (userId: Int, hash: String)? {
            let row = try await executor.queryOne("SELECT id, password_hash FROM users WHERE email = \(email)")
            return try row.map { (try $0.get("id"), try $0.get("password_hash")) }
        }

        func insertLogin(userId: Int, tokenHash: String, expiresAt: Date) async throws {
            try await executor.execute(
                "INSERT INTO logins (token_hash, user_id, expires_at) VALUES (\(tokenHash), \(userId), \(expiresAt))"
            )
        }

        /// The user a token was issued to, unless it has expired.
        func user(tokenHash: String, now: Date) async throws -> User? {
            try await executor.queryOne(
                """
                SELECT u.id, u.email FROM logins l JOIN users u ON u.id = l.user_id \
                WHERE l.token_hash = \(tokenHash) AND l.expires_at > \(now)
                """,
                as: User.self
            )
        }

        func deleteExpiredLogins(of userId: Int, now: Date) async throws {
            try await executor.execute("DELETE FROM logins WHERE user_id = \(userId) AND expires_at <= \(now)")
        }
    }
#endif

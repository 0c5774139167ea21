#if Hummingbird
    import Crypto
    import Foundation
    import TxKit

    /// The rules for logging in: a password gives a bearer token, and a bearer token its user, for a day.
    ///
    /// The database holds no secret that could be used: passwords as scrypt hashes, tokens as SHA-256 hashes. A plain hash
    /// is enough for the tokens, since 256 random bits cannot be guessed.
    struct LoginService: Sendable {
        private static let lifetime: TimeInterval = 24 * 60 * 60

        private let database: Database
        private let passwords: PasswordHasher

        init(_ database: Database, passwords: PasswordHasher) {
            self.database = database
            self.passwords = passwords
        }

        /// Adds a user and gives the id.
        func register(email: String, password: String) async throws -> Int {
            let hash = try await passwords.hash(password)
            return try await UserStore(database).insert(email: email, passwordHash: hash).row(of: "INSERT INTO users")
        }

        /// A new token for the user with this e-mail address and password.
        func logIn(email: String, password: String) async throws -> String {
            let found = try await UserStore(database).passwordHash(ofEmail: email)
            // Without a user a password is checked all the same, so that the time taken does not tell who has an account.
            let isRight = try await passwords.verify(password, against: found?.hash)
            guard let found, isRight else { throw DomainError.wrongCredentials }
            return try await issueToken(to: found.userId)
        }

        /// A new token for a user.
        func issueToken(to userId: Int, now: Date = Date()) async throws -> String {
            let token = SymmetricKey(size: .bits256).withUnsafeBytes { Self.base64URL(Data($0)) }
            try await database.withTransaction { transaction in
                let store = UserStore(transaction)
                try await store.deleteExpiredLogins(of: userId, now: now)
                try await store.insertLogin(
                    userId: userId, tokenHash: Self.hash(token), expiresAt: now.addingTimeInterval(Self.lifetime)
                )
            }
            return token
        }

        /// The user a token was issued to.
        func user(token: String, now: Date = Date()) async throws -> User {
            guard let user = try await UserStore(database).user(tokenHash: Self.hash(token), now: now) else {
                throw DomainError.notLoggedIn
            }
            return user
        }

        private static func hash(_ token: String) -> String {
            Data(SHA256.hash(data: Data(token.utf8))).base64EncodedString()
        }

        private static func base64URL(_ data: Data) -> String {
            data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        }
    }
#endif

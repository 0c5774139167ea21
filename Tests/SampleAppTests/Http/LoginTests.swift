#if Hummingbird
    import Foundation
    import HTTPTypes
    import Testing
    import TxKit
    import TxKitTesting

    @testable import SampleApp

    /// `POST /api/login`, and what lies behind the login.
    @Suite(.rollback(.sampleSQLite, .samplePostgres)) struct LoginTests {
        private func logIn(_ world: World, _ email: String, _ password: String) async throws -> Answer {
            try await world.post("/api/login", ["email": email, "password": password], token: .some(nil))
        }

        @Test(arguments: Engine.allCases)
        func aPasswordGivesATokenOfItsOwnEachTime(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            var tokens: Set<String> = []
            for _ in 1...3 {
                let answer = try await logIn(world, "ann@example.com", Seed.password)
                #expect(answer.status == 200)
                let token = try answer.json(LoginController.Login.self).token
                #expect(token.utf8.count == 43)
                #expect(try await world.get("/api/tokens", token: token).status == 200)
                tokens.insert(token)
            }
            #expect(tokens.count == 3)
        }

        @Test(arguments: Engine.allCases)
        func aWrongPasswordAndAnUnknownAddressAreToldTheSame(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let wrong = try await logIn(world, "ann@example.com", "correct horse ")
            let unknown = try await logIn(world, "nobody@example.com", Seed.password)
            #expect(wrong.status == 401)
            #expect(try wrong.error.code == "wrong_credentials")
            #expect(unknown.status == 401)
            #expect(unknown.body == wrong.body)
        }

        @Test(
            arguments: Engine.allCases, ["/api/transfers", "/api/tokens/consume"]
        )
        func withoutAValidTokenNothingIsDone(_ engine: Engine, _ path: String) async throws {
            let world = try await World(engine.database)
            for token in [nil, "", "wrong", world.tokens[0] + "x", "\(world.tokens[0]) \(world.tokens[0])"] {
                let answer = try await world.post(path, world.order(10), token: .some(token))
                #expect(answer.status == 401)
                #expect(try answer.error.code == "not_logged_in")
                #expect(answer.headers[.wwwAuthenticate] == "Bearer")
            }
            #expect(try await world.shares(of: world.ann) == 100)
        }

        @Test(arguments: Engine.allCases)
        func aTokenIsGoodForADay(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let logins = LoginService(engine.database, passwords: .weak)
            let now = Date()
            let old = try await logins.issueToken(to: world.ann.user.id, now: now.addingTimeInterval(-24 * 3600 + 60))
            #expect(try await logins.user(token: old, now: now) == world.ann.user)
            await #expect(throws: DomainError.notLoggedIn) {
                try await logins.user(token: old, now: now.addingTimeInterval(60))
            }
            // The next login removes what has expired.
            _ = try await logins.issueToken(to: world.ann.user.id, now: now.addingTimeInterval(3600))
            let left = try await engine.database.scalar(
                "SELECT COUNT(*) FROM logins WHERE user_id = \(world.ann.user.id)", as: Int.self
            )
            #expect(left == 2)
        }

        @Test(arguments: Engine.allCases)
        func theDatabaseHoldsNeitherPasswordsNorTokens(_ engine: Engine) async throws {
            let world = try await World(engine.database)
            let rows =
                try await engine.database.query("SELECT email, password_hash FROM users")
                + engine.database.query("SELECT token_hash, user_id FROM logins")
            let text = rows.map(\.debugDescription).joined(separator: "\n")
            #expect(rows.count == 4)
            #expect(!text.contains(Seed.password))
            for token in world.tokens { #expect(!text.contains(token)) }
            let hashes = try await engine.database.query("SELECT password_hash FROM users", as: String.self)
            #expect(Set(hashes).count == 2, "the same password has another salt")
        }
    }
#endif

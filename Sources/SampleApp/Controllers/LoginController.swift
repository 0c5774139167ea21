#if Hummingbird
    import Hummingbird

    /// `POST /api/login`: a bearer token for an e-mail address and a password.
    struct LoginController: Sendable {
        /// What is asked.
        struct Credentials: Codable, Sendable {
            let email: String
            let password: String
        }

        /// What is given.
        struct Login: ResponseCodable, Sendable {
            let token: String
        }

        let logins: LoginService

        func addRoutes(to router: some RouterMethods<AppRequestContext>) {
            router.post("api/login") { request, context in
                let credentials = try await request.decode(as: Credentials.self, context: context)
                return Login(token: try await logins.logIn(email: credentials.email, password: credentials.password))
            }
        }
    }
#endif

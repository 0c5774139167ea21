#if Hummingbird
    import Hummingbird
    import Logging
    import TxKit
    import TxKitHummingbird

    /// Puts the app together: what it is given goes in, a Hummingbird application comes out.
    struct SampleServer: Sendable {
        /// Routes without a transaction: the health check reads nothing that must belong together, and a login spends its
        /// time on a hash, for which no transaction should stay open.
        static let withoutTransaction = ["GET /health", "POST /api/login"]

        let database: Database
        let atomicRequests: Bool
        let emails: any EmailSender
        let notices: any NoticeSender
        let passwords: PasswordHasher
        let logger: Logger

        init(
            database: Database, atomicRequests: Bool, emails: any EmailSender, notices: any NoticeSender,
            passwords: PasswordHasher = .standard, logger: Logger
        ) {
            self.database = database
            self.atomicRequests = atomicRequests
            self.emails = emails
            self.notices = notices
            self.passwords = passwords
            self.logger = logger
        }

        /// The application, to be run or to be tested.
        func application(
            _ configuration: ApplicationConfiguration = .init()
        ) throws -> some ApplicationProtocol {
            Application(router: try router(), configuration: configuration, logger: logger)
        }

        private func router() throws -> Router<AppRequestContext> {
            let router = Router(context: AppRequestContext.self)
            let atomic = AtomicRequestMiddleware<AppRequestContext>(database, optingOut: Self.withoutTransaction)
            router.add(middleware: ErrorMiddleware())
            if atomicRequests { router.add(middleware: atomic) }

            let logins = LoginService(database, passwords: passwords)
            HealthController(database: database).addRoutes(to: router)
            LoginController(logins: logins).addRoutes(to: router)

            let members = router.group("api").add(middleware: LoginMiddleware(logins: logins))
            TransferController(transfers: try TransferService(database, emails: emails)).addRoutes(to: members)
            TokenController(tokens: try TokenService(database, notices: notices)).addRoutes(to: members)

            try atomic.validate(router)
            return router
        }
    }
#endif

#if Hummingbird
    import Foundation
    import HTTPTypes
    import Hummingbird
    import HummingbirdTesting
    import Logging
    import TxKit

    /// A scenario made ready on a database: its rows, a login, and the app with a mail server that cannot be reached.
    struct Stage: Sendable {
        let scenario: Scenario
        let planted: Planted
        private let server: SampleServer
        private let token: String

        /// Plants the rows and logs the sender in.
        static func make(_ scenario: Scenario, on database: Database, atomicRequests: Bool) async throws -> Stage {
            let planted = try await Seed(passwords: .weak).insert(in: database).row(of: "SELECT COUNT(*) FROM users")
            let logins = LoginService(database, passwords: .weak)
            let token = try await logins.issueToken(to: planted.pair().sender.user.id)
            // The request is meant to fail: nobody needs to read about it.
            var logger = Logger(label: "SampleApp")
            logger.logLevel = .critical
            let server = SampleServer(
                database: database, atomicRequests: atomicRequests, emails: UnreachableSender(),
                notices: UnreachableSender(), passwords: .weak, logger: logger
            )
            return Stage(scenario: scenario, planted: planted, server: server, token: token)
        }

        /// Sends the request through the app's router and gives the response's status.
        func sendRequest() async throws -> Int {
            let body = try JSONEncoder().encode(scenario.body(planted))
            return try await server.application().test(.router) { [scenario, token] client in
                try await client.execute(
                    uri: scenario.path, method: .post, headers: [.authorization: "Bearer \(token)"],
                    body: ByteBuffer(bytes: body)
                ) { Int($0.status.code) }
            }
        }

        /// What a test asks: what the sender's account, or the balance, holds now.
        func read(through executor: some DatabaseExecutor) async throws -> Int? {
            try await scenario.read(planted, through: executor)
        }
    }
#endif

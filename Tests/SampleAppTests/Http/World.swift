#if Hummingbird
    import Foundation
    import HTTPTypes
    import Hummingbird
    import HummingbirdTesting
    import Logging
    import TxKit

    @testable import SampleApp

    /// The app on a test's database, with the seed's two users logged in.
    struct World: Sendable {
        let database: Database
        let planted: Planted
        let sender = RecordingSender()
        /// The tokens of the two users.
        let tokens: [String]
        private let server: SampleServer

        init(_ database: Database, atomicRequests: Bool = true) async throws {
            self.database = database
            planted = try await Seed(passwords: .weak).insert(in: database).row(of: "SELECT COUNT(*) FROM users")
            let logins = LoginService(database, passwords: .weak)
            tokens = [
                try await logins.issueToken(to: planted.members[0].user.id),
                try await logins.issueToken(to: planted.members[1].user.id),
            ]
            var logger = Logger(label: "SampleApp")
            logger.logLevel = .critical
            server = SampleServer(
                database: database, atomicRequests: atomicRequests, emails: sender, notices: sender, passwords: .weak,
                logger: logger
            )
        }

        var ann: Planted.Member { planted.members[0] }
        var bob: Planted.Member { planted.members[1] }

        /// A transfer from the first user to the second, or the other way round.
        func order(_ amount: Int, reversed: Bool = false) -> TransferOrder {
            TransferOrder(
                fromAccountId: (reversed ? bob : ann).accountId, toAccountId: (reversed ? ann : bob).accountId,
                companyId: planted.companyId, amount: amount
            )
        }

        /// Sends JSON as the first user, or with another token, or with none.
        func post(_ path: String, _ body: some Encodable & Sendable, token: String?? = .none) async throws -> Answer {
            let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
            return try await send(.post, path, text, token: token)
        }

        func get(_ path: String, token: String?? = .none) async throws -> Answer {
            try await send(.get, path, nil, token: token)
        }

        func send(
            _ method: HTTPRequest.Method, _ path: String, _ body: String?, token: String?? = .none
        ) async throws -> Answer {
            var headers = HTTPFields()
            if let token = token ?? tokens[0] { headers[.authorization] = "Bearer \(token)" }
            let fields = headers
            return try await server.application().test(.router) { client in
                try await client.execute(
                    uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) }
                ) { response in
                    Answer(
                        status: Int(response.status.code), headers: response.headers,
                        body: String(buffer: response.body)
                    )
                }
            }
        }

        func shares(of member: Planted.Member, through executor: (any DatabaseExecutor)? = nil) async throws -> Int? {
            try await ShareStore(executor ?? database, .sqlite).amount(
                accountId: member.accountId, companyId: planted.companyId
            )
        }
    }
#endif

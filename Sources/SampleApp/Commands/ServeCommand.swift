#if Hummingbird
    import ArgumentParser
    import Foundation
    import Hummingbird
    import Logging
    import TxKit

    /// Serves the app until it is told to stop.
    struct ServeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "serve",
            abstract: "Serve the app over HTTP until SIGTERM or SIGINT."
        )

        @Option(
            help: """
                postgresql://HOST/NAME, or the path of a SQLite file; missing tables are made. Without it, a database in \
                memory with two users to try the app out with.
                """,
            transform: DatabaseAddress.argument
        )
        var database: DatabaseAddress?

        @Option(help: "Whether each request is one transaction.")
        var atomicRequests: Switch = .on

        @Option(help: "The address to listen on.")
        var hostname = "127.0.0.1"

        @Option(help: "The port to listen on; 0 for any that is free.")
        var port = 8080

        @Flag(help: "Plant the two users in the given database, if it has none.")
        var seed = false

        mutating func validate() throws {
            guard (0...65535).contains(port) else { throw ValidationError("\(port) is no port; use 0 to 65535.") }
        }

        mutating func run() async throws {
            let logger = Logger(label: "SampleApp")
            let database = try await (database ?? .memory).open(DatabaseConfiguration(name: "sample", logger: logger))
            do {
                try await serve(database, logger)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
            logger.info("Stopped")
        }

        private func serve(_ database: Database, _ logger: Logger) async throws {
            try await Schema.create(in: database)
            if seed || self.database == nil { try await plant(in: database, logger) }
            let sender = LogSender(logger: logger)
            let server = SampleServer(
                database: database, atomicRequests: atomicRequests == .on, emails: sender, notices: sender,
                logger: logger
            )
            let configuration = ApplicationConfiguration(address: .hostname(hostname, port: port))
            // Returns when SIGTERM or SIGINT has come and the requests that ran then are answered.
            try await server.application(configuration).runService()
        }

        private func plant(in database: Database, _ logger: Logger) async throws {
            guard let planted = try await Seed(passwords: .standard).insert(in: database) else { return }
            for member in planted.members {
                logger.info(
                    """
                    User \(member.user.email), password '\(Seed.password)', account \(member.accountId), \
                    \(Seed.shares) shares of company \(planted.companyId)
                    """
                )
            }
        }
    }
#endif

import Testing
import TxKit

@testable import TxKitPostgres

extension PostgresTests {
    @Suite struct ConnectTests {
        private func failure(_ string: String, _ options: PostgresOptions = .init()) async -> DatabaseError? {
            do {
                let connection = try await PostgresDriver(string, options: options).connect(logger: quiet)
                await connection.close()
                return nil
            } catch {
                return error
            }
        }

        @Test func wrongStringsAreRefused() async throws {
            for string in ["postgresql://host:port:1/db", "hst=localhost", "nonsense", "host=a\0b"] {
                let error = await failure(string)
                #expect(error?.code == .invalidConfiguration)
                #expect(error?.message.contains("postgresql://user@localhost:5432/database") == true)
            }
            #expect(await failure("hst=localhost")?.message.contains("hst") == true)
            let secret = await failure("postgresql://me:s3cret@[host/db")
            #expect(secret?.code == .invalidConfiguration)
            #expect(secret?.description.contains("s3cret") == false)
        }

        @Test func noServerSaysWhatToDo() async throws {
            for string in [
                "postgresql:///x?host=/tmp/no-such-folder&user=me", "host=127.0.0.1 port=1 user=me dbname=x",
            ] {
                let error = await failure(string)
                #expect(error?.code == .connectionFailed)
                #expect(error?.message.contains("Check that the server is running") == true)
            }
        }

        @Test func unknownDatabaseAndUser() async throws {
            let string = try await Server.connectionString()
            let options = try ConnectionString(string).parsed()
            let own = ConnectionString.defaults().merging(options) { _, own in own }
            let address = "host=\(own["host"] ?? "") port=\(own["port"] ?? "5432")"
            let database = await failure(address + " user=\(own["user"] ?? "") dbname=no_such_database")
            #expect(database?.code == .connectionFailed)
            #expect(database?.message.contains("Create the database") == true)
            let user = await failure(address + " user=no_such_user dbname=postgres")
            #expect(user?.code == .connectionFailed)
        }

        @Test func aFullServerIsTold() {
            for words in [
                "connection to server failed: FATAL:  sorry, too many clients already\n",
                "FATAL:  remaining connection slots are reserved for non-replication superuser connections",
            ] {
                #expect(ConnectFailure.error(words, address: "x").code == .tooManyConnections)
            }
            let password = ConnectFailure.error("FATAL:  password authentication failed for user \"me\"", address: "x")
            #expect(password.code == .connectionFailed)
            #expect(password.message.contains(".pgpass"))
        }

        /// The throw-away server asks this one role for its password.
        @Test func aWrongPasswordIsTold() async throws {
            let string = try await Server.connectionString()
            try await Server.withConnection { connection async throws in
                try await connection.rows("DROP ROLE IF EXISTS txkit_password")
                try await connection.rows("CREATE ROLE txkit_password LOGIN PASSWORD 'right'")
            }
            let own = ConnectionString.defaults().merging(try ConnectionString(string).parsed()) { _, own in own }
            let address = "host=\(own["host"] ?? "") port=\(own["port"] ?? "5432") dbname=postgres user=txkit_password"
            let right = try await PostgresDriver(address + " password=right").connect(logger: quiet)
            await right.close()
            for password in [" password=wrong", " passfile=/dev/null"] {
                let error = await failure(address + password)
                #expect(error?.code == .connectionFailed)
                #expect(error?.message.contains("password") == true)
                #expect(error?.debugDescription.contains("wrong\"") == false)
            }
        }

        @Test func aRoleWithoutFreeSlotsIsTold() async throws {
            let string = try await Server.connectionString()
            try await Server.withConnection { connection async throws in
                try await connection.rows("DROP ROLE IF EXISTS txkit_full")
                try await connection.rows("CREATE ROLE txkit_full LOGIN CONNECTION LIMIT 0")
            }
            let own = ConnectionString.defaults().merging(try ConnectionString(string).parsed()) { _, own in own }
            let error = await failure(
                "host=\(own["host"] ?? "") port=\(own["port"] ?? "5432") user=txkit_full dbname=\(own["dbname"] ?? "")"
            )
            #expect(error?.code == .tooManyConnections)
            try await Server.withConnection { _ = try await $0.rows("DROP ROLE txkit_full") }
        }

        @Test func displayNameHasNoPassword() {
            let driver = PostgresDriver("postgresql://me:s3cret@db.example.com:5433/shop")
            #expect(driver.displayName == "me@db.example.com:5433/shop")
            #expect(driver.connectionLimit == nil)
            #expect(driver.dialect == .postgresql)
        }

        @Test func optionsAreApplied() async throws {
            let options = PostgresOptions(
                statementTimeout: .milliseconds(150),
                lockTimeout: .microseconds(100),
                applicationName: "it's \\ me",
                timeZone: "Asia/Tokyo"
            )
            try await Server.withConnection(options) { connection async throws in
                #expect(try await connection.value("SHOW statement_timeout") == .text("150ms"))
                #expect(try await connection.value("SHOW lock_timeout") == .text("1ms"))
                #expect(try await connection.value("SHOW application_name") == .text("it's \\ me"))
                #expect(try await connection.value("SHOW TimeZone") == .text("Asia/Tokyo"))
                let outcome = await connection.run("SELECT pg_sleep(5)")
                #expect(outcome.failure?.code == .statementCancelled)
                #expect(outcome.failure?.message.contains("statementTimeout") == true)
                #expect(outcome.state == .idle)
            }
            #expect(
                await failure(try await Server.connectionString(), .init(timeZone: "No/Where"))?.code
                    == .invalidConfiguration
            )
            #expect(
                await failure(try await Server.connectionString(), .init(lockTimeout: .seconds(-1)))?.code
                    == .invalidConfiguration
            )
        }

        @Test func lockTimeoutFailsTheStatement() async throws {
            try await Server.withConnection { holder async throws in
                try await holder.rows("SELECT pg_advisory_lock(4712)")
                try await Server.withConnection(.init(lockTimeout: .milliseconds(20))) { waiter in
                    let outcome = await waiter.run("SELECT pg_advisory_lock(4712)")
                    #expect(outcome.failure?.code == .lockTimeout)
                }
            }
        }

        @Test func sessionsSpeakISOWhateverTheServerSays() async throws {
            let string = try await Server.connectionString()
            let separator = string.contains("?") ? "&" : "?"
            let german = string + separator + "options=-c%20datestyle%3DGerman%20-c%20timezone%3DAsia/Tokyo"
            let connection = try await PostgresDriver(german).openConnection(logger: quiet)
            #expect(try await connection.value("SELECT '2024-02-03'::date::text") == .text("2024-02-03"))
            #expect(try await connection.value("SHOW TimeZone") == .text("UTC"))
            #expect(try await connection.value("SHOW application_name") == .text("txkit"))
            #expect(try await connection.value("SHOW client_encoding") == .text("UTF8"))
            await connection.close()
        }

        @Test(arguments: [Duration.zero, .milliseconds(50)]) func anyInlineWaitWorks(_ wait: Duration) async throws {
            try await Server.withConnection(.init(inlineWait: wait)) { connection async throws in
                for number in 0..<20 {
                    #expect(try await connection.value("SELECT \(number)") == .integer(Int64(number)))
                }
            }
        }
    }
}

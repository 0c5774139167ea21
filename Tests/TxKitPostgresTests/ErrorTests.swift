import Testing
import TxKit

@testable import TxKitPostgres

extension PostgresTests {
    @Suite struct ErrorTests {
        static let setUp = """
            CREATE TEMP TABLE parent (id int PRIMARY KEY, n int NOT NULL DEFAULT 0, s varchar(2), i int2,
                CONSTRAINT small CHECK (n < 10), EXCLUDE (s WITH =));
            CREATE TEMP TABLE child (parent int REFERENCES parent);
            INSERT INTO parent VALUES (1, 1, 'a');
            """

        static let mapped: [(String, DatabaseError.Code, String)] = [
            ("INSERT INTO parent VALUES (1)", .uniqueViolation, "23505"),
            ("INSERT INTO child VALUES (7)", .foreignKeyViolation, "23503"),
            ("INSERT INTO parent VALUES (2, NULL)", .notNullViolation, "23502"),
            ("INSERT INTO parent VALUES (2, 11)", .checkViolation, "23514"),
            ("INSERT INTO parent VALUES (2, 1, 'a')", .constraintViolation, "23P01"),
            ("INSERT INTO parent VALUES (2, 1, 'abc')", .valueOutOfRange, "22001"),
            ("INSERT INTO parent VALUES (2, 1, 'b', 70000)", .valueOutOfRange, "22003"),
            ("SELECT nothing", .statementFailed, "42703"),
            ("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$", .serializationFailure, "40001"),
            ("DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$", .deadlock, "40P01"),
            ("DO $$ BEGIN RAISE SQLSTATE '55P03'; END $$", .lockTimeout, "55P03"),
            ("DO $$ BEGIN RAISE SQLSTATE '57014'; END $$", .statementCancelled, "57014"),
            ("DO $$ BEGIN RAISE SQLSTATE '53300'; END $$", .tooManyConnections, "53300"),
        ]

        @Test(arguments: mapped.indices) func mapping(_ index: Int) async throws {
            let (text, code, sqlState) = Self.mapped[index]
            try await Server.withConnection { connection async throws in
                let setUp = await connection.runScript(Self.setUp, cancellation: nil)
                try #require(setUp.failure == nil)
                let outcome = await connection.run(text)
                #expect(outcome.failure?.code == code)
                #expect(outcome.failure?.sqlState == sqlState)
                #expect(outcome.failure?.statement == text)
                #expect(outcome.state == .idle)
                #expect(try await connection.value("SELECT 1") == .integer(1))
            }
        }

        @Test func theServersFieldsAreKept() async throws {
            try await Server.withConnection { connection async throws in
                _ = await connection.runScript(Self.setUp, cancellation: nil)
                let fields = await connection.run("INSERT INTO parent VALUES (1)").failure?.serverFields
                #expect(fields?.severity == "ERROR")
                #expect(fields?.table == "parent")
                #expect(fields?.constraint == "parent_pkey")
                #expect(fields?.schema?.hasPrefix("pg_temp") == true)
                #expect(fields?.detail?.contains("(id)=(1)") == true)
                #expect(await connection.run("SELECT  nothing").failure?.serverFields?.position == 9)
                #expect(await connection.run("SELECT abs('x', 1)").failure?.serverFields?.hint != nil)
                #expect(
                    await connection.run("INSERT INTO parent VALUES (2, NULL)").failure?.serverFields?.column == "n"
                )
                let raised = await connection.run("DO $$ BEGIN RAISE EXCEPTION 'no'; END $$").failure
                #expect(raised?.serverFields?.context?.contains("PL/pgSQL") == true)
                #expect(raised?.message == "no.")
            }
        }

        @Test func writesInReadOnlyTransactionsFail() async throws {
            try await Server.withConnection { connection async throws in
                let begin = try await Server.driver().beginStatements(TransactionOptions(readOnly: true))
                _ = await connection.run(begin.map { DriverStatement($0) }, cancellation: nil)
                let outcome = await connection.run("CREATE TABLE never (a int)")
                #expect(outcome.failure?.code == .readOnly)
                #expect(outcome.state == .failed)
                #expect(await connection.run("SELECT 1").failure?.code == .transactionAborted)
            }
        }

        @Test func beginHasItsModes() async throws {
            let driver = try await Server.driver()
            #expect(try driver.beginStatements(.init()) == ["BEGIN"])
            #expect(try driver.beginStatements(.init(beginMode: .deferred)) == ["BEGIN"])
            #expect(throws: DatabaseError.self) { try driver.beginStatements(.init(deferrable: true)) }
            #expect(throws: DatabaseError.self) {
                try driver.beginStatements(.init(isolation: .serializable, deferrable: true))
            }
            #expect(driver.afterEndStatements(.init()).isEmpty)
            try await Server.withConnection { connection async throws in
                for level in IsolationLevel.allCases {
                    _ = await connection.run(try driver.beginStatements(.init(isolation: level))[0])
                    let shown = try await connection.value("SHOW transaction_isolation")
                    #expect(shown == .text(level.rawValue.lowercased()))
                    _ = await connection.run("ROLLBACK")
                }
                let options = TransactionOptions(isolation: .serializable, readOnly: true, deferrable: true)
                _ = await connection.run(try driver.beginStatements(options)[0])
                #expect(try await connection.value("SHOW transaction_deferrable") == .text("on"))
                #expect(try await connection.value("SHOW transaction_read_only") == .text("on"))
            }
        }

        @Test func realDeadlocksAreReported() async throws {
            try await Server.withConnection { first async throws in
                try await Server.withConnection { second async throws in
                    for (connection, own) in [(first, 1), (second, 2)] {
                        let setUp = ["BEGIN", "SET LOCAL deadlock_timeout = '20ms'"].map { DriverStatement($0) }
                        let lock = DriverStatement("SELECT pg_advisory_xact_lock(4711, \(own))")
                        #expect(await connection.run(setUp + [lock], cancellation: nil).failure == nil)
                    }
                    // The loser rolls back, which lets the winner go on.
                    async let one = Self.lockThenRollBack(first, 2)
                    async let two = Self.lockThenRollBack(second, 1)
                    let failures = await [one, two].compactMap(\.self)
                    #expect(failures.map(\.code) == [.deadlock])
                    #expect(failures.first?.isConflict == true)
                }
            }
        }

        private static func lockThenRollBack(_ connection: PostgresConnection, _ key: Int) async -> DatabaseError? {
            let outcome = await connection.run("SELECT pg_advisory_xact_lock(4711, \(key))")
            _ = await connection.run("ROLLBACK")
            return outcome.failure
        }
    }
}

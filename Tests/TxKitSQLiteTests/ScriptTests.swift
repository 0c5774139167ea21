import Testing
import TxKit
import TxKitSQLite

@Suite struct ScriptTests {
    @Test func runsAllStatements() async throws {
        let connection = try await connect()
        let script = """
            -- a table; with a semicolon in the comment
            CREATE TABLE t (v TEXT);
            CREATE TRIGGER twice AFTER INSERT ON t WHEN new.v = 'a;b' BEGIN INSERT INTO t VALUES ('c'); SELECT 1; END;
            ;; /* nothing */
            INSERT INTO t VALUES ('a;b'); SELECT * FROM t
            """
        let outcome = await connection.runScript(script, cancellation: nil)
        #expect(outcome.failure == nil)
        #expect(outcome.results.isEmpty)
        #expect(try await connection.value("SELECT group_concat(v, '|') FROM t") == .text("a;b|c"))
    }

    @Test(arguments: [
        ("INSERT INTO missing VALUES ('x;y')", 0),
        ("INSERT INTO t VALUES (1)", 0),
        ("SELEC 'x;y' /* ; */", 0),
        ("SELECT * FROM t WHERE", 0),
    ])
    func namesTheStatementThatFails(bad: String, offset: Int) async throws {
        let connection = try await connect()
        let script = "CREATE TABLE t (v UNIQUE);\n INSERT INTO t VALUES (1);\n \(bad) ;\n INSERT INTO t VALUES (2)"
        let outcome = await connection.runScript(script, cancellation: nil)
        #expect(outcome.failure?.statement == bad + " ;")
        #expect(try await connection.value("SELECT count(*) FROM t") == .integer(1))
    }

    @Test func stopsInsideATransactionThatStaysOpen() async throws {
        let connection = try await connect()
        let outcome = await connection.runScript("BEGIN; CREATE TABLE t (v); nonsense", cancellation: nil)
        #expect(outcome.failure?.statement == "nonsense")
        #expect(outcome.state == .inTransaction)
    }

    @Test func refusesPlaceholders() async throws {
        let connection = try await connect()
        let outcome = await connection.runScript("SELECT 1; SELECT ?", cancellation: nil)
        #expect(outcome.failure?.statement == "SELECT ?")
        #expect(await connection.runScript("", cancellation: nil).failure == nil)
        #expect(await connection.runScript("SELECT 1;\0 SELECT 2", cancellation: nil).failure?.code == .statementFailed)
    }
}

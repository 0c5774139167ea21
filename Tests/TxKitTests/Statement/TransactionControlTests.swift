import Testing

@testable import TxKit

@Suite struct TransactionControlTests {
    @Test(
        "transaction control is recognised in a statement and in a script",
        arguments: [
            ("BEGIN", "BEGIN"), ("begin immediate", "BEGIN"), ("START TRANSACTION READ ONLY", "START"),
            ("COMMIT", "COMMIT"), ("Commit And Chain", "COMMIT"), ("END", "END"), ("end transaction;", "END"),
            ("ROLLBACK", "ROLLBACK"), ("rollback to savepoint a", "ROLLBACK"), ("ABORT", "ABORT"),
            ("SAVEPOINT a", "SAVEPOINT"), ("release a", "RELEASE"), ("PREPARE TRANSACTION 'x'", "PREPARE"),
            (" ;; -- x\n/* y /* z */ */ commit", "COMMIT"), ("PREPARE/* */transaction 'x'", "PREPARE"),
            ("ROLLBACK PREPARED 'x'", "ROLLBACK"),
        ]
    )
    func recognised(text: String, keyword: String) throws {
        for isScript in [false, true] {
            let found = try #require(TransactionControl.adviceIfAny(in: text, isScript: isScript))
            #expect(found.statement == keyword)
            #expect(!found.advice.isEmpty)
        }
    }

    @Test(
        "other statements are let through",
        arguments: [
            "SELECT 1", "PREPARE plan AS SELECT 1", "prepare plan (int) as select $1", "PREPARE", "DEALLOCATE plan",
            "START", "START REPLICATION SLOT x LOGICAL 0/0", "BEGINNING", "commits", "\"COMMIT\"", "'COMMIT'",
            "INSERT INTO t VALUES ('COMMIT')", "SELECT 'x; COMMIT; y'", "-- COMMIT", "/* COMMIT */", "", ";",
            "SELECT commit FROM begin", "SET search_path TO a", "EXPLAIN SELECT 1", "END_OF_DAY",
            "CREATE TRIGGER a AFTER INSERT ON t BEGIN DELETE FROM u; END", "SELECT $$; COMMIT; $$",
        ]
    )
    func letThrough(text: String) {
        #expect(TransactionControl.adviceIfAny(in: text, isScript: false) == nil)
        #expect(TransactionControl.adviceIfAny(in: text, isScript: true) == nil)
    }

    @Test("in a script every statement is looked at, and the first control statement named")
    func script() throws {
        let script = "CREATE TABLE t (a int); PREPARE p AS SELECT 1; savepoint s; COMMIT"
        #expect(TransactionControl.adviceIfAny(in: script, isScript: true)?.statement == "SAVEPOINT")
        // A single statement's text holds no second one; the engine refuses it.
        #expect(TransactionControl.adviceIfAny(in: script, isScript: false) == nil)
        let function = "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;"
        #expect(TransactionControl.adviceIfAny(in: function, isScript: true) == nil)
        #expect(TransactionControl.adviceIfAny(in: function + " END", isScript: true)?.statement == "END")
    }

    @Test(
        "the advice says what to write instead",
        arguments: [
            ("BEGIN", "withTransaction"), ("START TRANSACTION", "withTransaction"), ("COMMIT", "Return"),
            ("ROLLBACK", "markForRollback()"), ("SAVEPOINT a", "nested"), ("PREPARE TRANSACTION 'x'", "withConnection"),
        ]
    )
    func advice(text: String, part: String) throws {
        #expect(try #require(TransactionControl.adviceIfAny(in: text, isScript: false)).advice.contains(part))
    }
}

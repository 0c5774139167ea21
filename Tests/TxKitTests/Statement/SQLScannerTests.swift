import Testing

@testable import TxKit

@Suite struct SQLScannerTests {
    @Test(
        "the first keyword is found past white space, semicolons and comments, in any case",
        arguments: [
            ("SELECT 1", "SELECT"), ("  \n\tselect 1", "SELECT"), (";;; commit", "COMMIT"),
            ("-- BEGIN\nINSERT INTO t", "INSERT"), ("/* BEGIN */ UPDATE t", "UPDATE"),
            ("/* a /* b */ COMMIT */ DELETE", "DELETE"), ("--\n;/**/;Rollback", "ROLLBACK"), ("END;", "END"),
            ("/* a */-- b\r\n/* c */release x", "RELEASE"),
        ]
    )
    func firstKeyword(text: String, keyword: String) {
        #expect(SQLScanner.firstKeyword(of: text) == keyword)
    }

    @Test(
        "a text without a keyword at its start has none",
        arguments: ["", " ", ";", "-- only", "/* open", "(SELECT 1)", "/* a /* b */ still open", "-- COMMIT"]
    )
    func noKeyword(text: String) {
        #expect(SQLScanner.firstKeyword(of: text) == nil)
    }

    private func firstWords(_ text: String) -> [String] { SQLScanner.openings(of: text).map { $0[0] } }

    @Test("each statement of a script is given by its first two words")
    func openings() {
        let script = "create table t (a int); Insert Into t values (1);; commit ; select 1"
        #expect(
            SQLScanner.openings(of: script) == [
                ["CREATE", "TABLE"], ["INSERT", "INTO"], ["COMMIT"], ["SELECT", "1"],
            ]
        )
        #expect(SQLScanner.openings(of: "").isEmpty)
        #expect(SQLScanner.openings(of: " ;; -- x\n ; /* y */").isEmpty)
    }

    @Test(
        "a semicolon or keyword inside quotes or comments is none",
        arguments: [
            "SELECT 'a; COMMIT; b'", "SELECT 'it''s; COMMIT; --'", #"SELECT "a; COMMIT; ""b; COMMIT""#,
            "SELECT `a; COMMIT`", "SELECT 1 -- ; COMMIT", "SELECT /* ; COMMIT; */ 1",
            "SELECT /* ; /* ; COMMIT */ ; COMMIT */ 1", "SELECT $$; COMMIT; $$", "SELECT $a$ $$ ; COMMIT; $b$ $a$",
            #"SELECT E'\'; COMMIT; '"#, #"SELECT e'\\\'; COMMIT'"#, #"SELECT ('x', E'\'; COMMIT; ')"#,
            "SELECT $größe$; COMMIT; $größe$", "SELECT '; COMMIT", "SELECT $x$ ; COMMIT", "SELECT '' ''';COMMIT;'",
        ]
    )
    func quoted(text: String) {
        #expect(firstWords(text) == ["SELECT"])
    }

    @Test("a doubled quote does not end the backslash escapes of an E string")
    func doubledQuoteInEscapeString() {
        #expect(firstWords(#"SELECT E'it''s \'; COMMIT; '"#) == ["SELECT"])
        #expect(firstWords(#"SELECT E'a''\\'; COMMIT"#) == ["SELECT", "COMMIT"])
    }

    @Test(
        "a statement after quotes or comments is seen",
        arguments: [
            "SELECT 'a'; COMMIT", #"SELECT '\'; COMMIT"#, #"SELECT E'\\'; COMMIT"#, #"SELECT "a"; COMMIT"#,
            #"SELECT name'\'; COMMIT"#, "SELECT 1; -- x\nCOMMIT", "SELECT /* x */ 1; /* y */ COMMIT",
            "SELECT $$a$$; COMMIT", "SELECT $1; COMMIT", "SELECT $1, $2; COMMIT", "SELECT a$b$c; COMMIT; --$b$",
            "SELECT $a$ $b$ $a$; COMMIT", "SELECT 1 / 2 - 3; COMMIT", "SELECT '''' ; COMMIT", "SELECT 1;COMMIT;",
            "SELECT 5 - -3; COMMIT -- x",
        ]
    )
    func unquoted(text: String) {
        #expect(firstWords(text) == ["SELECT", "COMMIT"])
    }

    @Test("the body of a SQLite trigger belongs to its statement, CASE and all")
    func trigger() {
        let script = """
            CREATE TEMP TRIGGER IF NOT EXISTS log AFTER INSERT ON t WHEN CASE NEW.a WHEN 1 THEN 0 ELSE 1 END
            BEGIN
                INSERT INTO l VALUES (CASE WHEN NEW.a > 1 THEN 'x; END' ELSE 'y' END);
                UPDATE t SET a = 1; -- END
            END;
            COMMIT;
            """
        #expect(SQLScanner.openings(of: script) == [["CREATE", "TEMP"], ["COMMIT"]])
    }

    @Test("a column called begin or end behind a dot is no bracket of a trigger's body")
    func triggerColumns() {
        let script = """
            CREATE TRIGGER a AFTER INSERT ON t BEGIN UPDATE u SET x = NEW.end; UPDATE u SET y = NEW . begin; END;
            SELECT 1
            """
        #expect(firstWords(script) == ["CREATE", "SELECT"])
    }

    @Test("the body of a function in SQL belongs to its statement")
    func function() {
        let script = """
            CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql
            BEGIN ATOMIC
                SELECT CASE WHEN a > 1 THEN CASE WHEN a > 2 THEN 1 END ELSE 2 END;
                SELECT 3;
            END;
            create procedure p() language sql begin atomic insert into t values (1); end;
            ROLLBACK;
            """
        #expect(SQLScanner.openings(of: script) == [["CREATE", "OR"], ["CREATE", "PROCEDURE"], ["ROLLBACK"]])
    }

    @Test("a function in dollar quotes and a PostgreSQL trigger have no body of their own")
    func otherDefinitions() {
        let script = """
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN IF TRUE THEN RETURN NEW; END IF; END; $body$;
            CREATE TRIGGER t BEFORE UPDATE ON u FOR EACH ROW EXECUTE FUNCTION f();
            CREATE VIEW v AS SELECT CASE WHEN a THEN 1 END FROM t;
            END;
            """
        #expect(firstWords(script) == ["CREATE", "CREATE", "CREATE", "END"])
    }

    @Test("random bytes never hang or crash the scanner")
    func noise() {
        var generator = SeededGenerator(seed: 4)
        let pieces = [
            "'", "\"", "`", "$", "$a$", "--", "/*", "*/", "\\", "E'", ";", "BEGIN", "END", "\n", "ü", " ", "x",
        ]
        for _ in 0..<2000 {
            let count = Int.random(in: 0...12, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined()
            #expect(SQLScanner.openings(of: text).allSatisfy { (1...2).contains($0.count) }, "\(text)")
            _ = SQLScanner.firstKeyword(of: text)
        }
    }
}

import Testing
import TxKit

extension Promise {
    private static let control: [String] = [
        "BEGIN", "BEGIN IMMEDIATE", "START TRANSACTION", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT x",
        "RELEASE x", "RELEASE SAVEPOINT x", "ROLLBACK TO x", "commit", "  Rollback ;", "; COMMIT",
        "-- a note\nCOMMIT", "/* a note */ begin", "/* one */ /* two */\n-- three\n\tCommit",
    ]

    static let refusedControl = [
        Promise("transaction control typed by hand in a block is refused before it is sent, and the block goes on") {
            site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                for text in control {
                    let statement = SQLStatement(raw: text)
                    let error = await failure(.transactionControlRefused) { try await outer.execute(statement) }
                    #expect(error?.statement == text)
                    #expect(error?.place != nil)
                    await failure(.transactionControlRefused) { try await bench.database.query(statement) }
                    await failure(.transactionControlRefused) { try await outer.executeScript(text) }
                    await failure(.transactionControlRefused) { try await outer.withRows(statement) { _ in } }
                    await failure(.transactionControlRefused) {
                        try await outer.withTransaction { try await $0.execute(statement) }
                    }
                    await failure(.transactionControlRefused) {
                        try await bench.database.withConnection { try await $0.execute(statement) }
                    }
                }
                try await outer.add("b")
            }
            #expect(bench.statements == [bench.begin, adding("a"), adding("b"), "COMMIT"])
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("transaction control in a list or in the middle of a script is refused before anything is sent") {
            site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                await failure(.transactionControlRefused) {
                    try await outer.execute([SQLStatement(raw: adding("a")), "COMMIT"])
                }
                for text in ["COMMIT", "/* x */ rollback", "BEGIN", "\n-- y\nEND"] {
                    await failure(.transactionControlRefused) {
                        try await outer.executeScript("\(adding("a")); \(text); \(adding("b"))")
                    }
                }
            }
            await failure(.transactionControlRefused) {
                try await bench.database.executeScript("\(adding("a")); COMMIT; \(adding("b"))")
            }
            await failure(.transactionControlRefused) {
                try await bench.database.execute([SQLStatement(raw: adding("a")), "COMMIT"])
            }
            #expect(bench.statements == [])
            #expect(try await bench.committed() == [])
        },
        Promise("transaction control through the database is refused outside of a block too") { site in
            let bench = try await site.bench()
            for text in control {
                await failure(.transactionControlRefused) { try await bench.database.execute(SQLStatement(raw: text)) }
            }
            #expect(bench.statements == [])
        },
        Promise("a comment that this engine ends earlier hides no transaction control") { site in
            let bench = try await site.bench()
            let hidden: [String]
            switch site.dialect {
            case .sqlite: hidden = ["/* /* */ COMMIT", "\u{FEFF}COMMIT"]  // Comments do not nest.
            case .postgresql: hidden = ["/* /* */ */ COMMIT"]  // They do.
            }
            await failure {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    for text in hidden {
                        let statement = SQLStatement(raw: text)
                        await failure(.transactionControlRefused) { try await transaction.execute(statement) }
                        await failure(.transactionControlRefused) { try await transaction.executeScript(text) }
                    }
                    throw Mishap()
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("words that only look like transaction control are sent") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { transaction in
                try await transaction.execute("INSERT INTO items (name) VALUES ('x; COMMIT; y')")
                #expect(try await transaction.scalar("SELECT 'BEGIN' -- COMMIT", as: String.self) == "BEGIN")
                try await transaction.executeScript("/* COMMIT; */ INSERT INTO items (name) VALUES ('z; ROLLBACK')")
                let answer = try await transaction.scalar("SELECT CASE WHEN 1 = 1 THEN 'yes' END", as: String.self)
                #expect(answer == "yes")
                try await transaction.executeScript("CREATE TABLE commit_log (\"end\" BIGINT); DROP TABLE commit_log")
                switch site.dialect {
                case .sqlite:
                    try await transaction.executeScript(
                        """
                        CREATE TRIGGER watch AFTER INSERT ON items WHEN new.name = 'w' BEGIN
                            UPDATE items SET amount = CASE WHEN amount > 0 THEN 1 ELSE 2 END;
                            DELETE FROM parents;
                        END;
                        DROP TRIGGER watch;
                        """
                    )
                case .postgresql:
                    try await transaction.executeScript(
                        """
                        CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            DELETE FROM parents;
                            RETURN new;
                        END $$;
                        DROP FUNCTION watch;
                        """
                    )
                }
            }
            #expect(try await bench.committed() == ["x; COMMIT; y", "z; ROLLBACK"])
        },
    ]
}

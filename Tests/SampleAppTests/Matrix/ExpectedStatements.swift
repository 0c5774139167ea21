#if Hummingbird
    import TxKitTestSupport

    @testable import SampleApp

    /// What each combination of the matrix sends, statement by statement.
    enum ExpectedStatements {
        static func of(_ engine: MatrixEngine, _ strategy: SandboxStrategy, atomicRequests: Bool) -> [String] {
            let begin = engine == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN"
            let (login, reading) = (login(engine), reading(engine))
            switch (strategy, atomicRequests) {
            case (.rollback, true):
                return [begin, "SAVEPOINT txkit_1"] + login + ["SAVEPOINT txkit_2"] + transfer(engine)
                    + ["RELEASE txkit_2", "ROLLBACK TO txkit_1", "RELEASE txkit_1"] + framed(reading) + ["ROLLBACK"]
            case (.rollback, false):
                return [begin] + framed(login) + framed(transfer(engine)) + framed(reading) + ["ROLLBACK"]
            case (.truncate, true):
                return [begin] + login + framed(transfer(engine)) + ["ROLLBACK"] + reading
            case (.truncate, false):
                return login + [begin] + transfer(engine) + ["COMMIT"] + reading
            }
        }

        /// What moves the shares, in the service's own transaction.
        static func transfer(_ engine: MatrixEngine) -> [String] {
            [
                numbered(
                    "SELECT id, user_id FROM accounts WHERE id IN (?, ?) ORDER BY id"
                        + (engine == .postgresql ? " FOR UPDATE" : ""),
                    engine
                ),
                numbered("SELECT id, name FROM companies WHERE id = ?", engine),
                numbered("SELECT amount FROM shares WHERE account_id = ? AND company_id = ?", engine),
                numbered("UPDATE shares SET amount = amount - ? WHERE account_id = ? AND company_id = ?", engine),
                numbered(
                    "INSERT INTO shares (account_id, company_id, amount) VALUES (?, ?, ?) ON CONFLICT (account_id, "
                        + "company_id) DO UPDATE SET amount = shares.amount + excluded.amount",
                    engine
                ),
                numbered(
                    "INSERT INTO share_transfers (company_id, from_account_id, to_account_id, amount) VALUES (?, ?, ?, ?) "
                        + "RETURNING id, company_id, from_account_id, to_account_id, amount",
                    engine
                ),
            ]
        }

        private static func login(_ engine: MatrixEngine) -> [String] {
            [
                numbered(
                    "SELECT u.id, u.email FROM logins l JOIN users u ON u.id = l.user_id WHERE l.token_hash = ? AND "
                        + "l.expires_at > ?",
                    engine
                )
            ]
        }

        private static func reading(_ engine: MatrixEngine) -> [String] {
            [numbered("SELECT amount FROM shares WHERE account_id = ? AND company_id = ?", engine)]
        }

        private static func framed(_ statements: [String]) -> [String] {
            ["SAVEPOINT txkit_1"] + statements + ["RELEASE txkit_1"]
        }

        /// The placeholders as the engine has them.
        private static func numbered(_ text: String, _ engine: MatrixEngine) -> String {
            guard engine == .postgresql else { return text }
            let pieces = text.split(separator: "?", omittingEmptySubsequences: false)
            return pieces.dropFirst().enumerated().reduce(into: String(pieces[0])) {
                $0 += "$\($1.offset + 1)\($1.element)"
            }
        }
    }
#endif

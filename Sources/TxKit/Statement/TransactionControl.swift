/// Recognises transaction control that was typed as a statement.
package enum TransactionControl {
    /// What to do instead of the first transaction control statement in a text; nil when it has none.
    package static func adviceIfAny(
        in text: String,
        _ dialect: SQLDialect = .postgresql,
        isScript: Bool
    ) -> (statement: String, advice: String)? {
        let openings = isScript ? SQLScanner.openings(of: text, dialect) : firstOpening(of: text, dialect)
        for words in openings {
            if let advice = advice(for: words) { return (words[0], advice) }
        }
        return nil
    }

    private static func firstOpening(of text: String, _ dialect: SQLDialect) -> [[String]] {
        guard let keyword = SQLScanner.firstKeyword(of: text, dialect), keywords.contains(keyword) else { return [] }
        return SQLScanner.openings(of: text, dialect).first.map { [$0] } ?? []
    }

    private static let keywords: Set<String> = [
        "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "PREPARE",
    ]

    private static func advice(for words: [String]) -> String? {
        switch words[0] {
        case "BEGIN": "Open the block with withTransaction { }."
        case "START" where words.dropFirst().first == "TRANSACTION": "Open the block with withTransaction { }."
        case "COMMIT", "END": "Return from the closure of withTransaction { }: that commits."
        case "ROLLBACK", "ABORT": "Throw from the closure, or call markForRollback() to roll back without an error."
        case "SAVEPOINT", "RELEASE": "Open a nested withTransaction { }: it is a savepoint."
        case "PREPARE" where words.dropFirst().first == "TRANSACTION":
            "Two-phase commit is not part of a managed block; use withConnection { } outside one."
        default: nil
        }
    }
}

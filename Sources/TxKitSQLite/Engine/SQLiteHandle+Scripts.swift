import TxKit

extension SQLiteHandle {
    /// Runs the statements of a text one after the other, up to the first that fails.
    func executeScript(_ script: String) throws(DatabaseError) {
        let text = SQLText(script)
        if text.holdsZero {
            throw DatabaseError(
                .statementFailed,
                "The script holds a NUL character, behind which SQLite would read no further. Take it out.",
                statement: script
            )
        }
        var position = 0
        while let (prepared, end) = try compile(text, from: position) {
            let statement = DriverStatement(text.trimmed(text.firstToken(from: position)..<end))
            guard prepared.parameterCount == 0 else {
                throw DatabaseError(
                    .statementFailed,
                    "A statement of a script cannot have placeholders, which would all be NULL. Run it by itself.",
                    statement: statement.text
                )
            }
            if monitor.isCancelled { throw Self.cancelled(statement.text) }
            while try step(prepared, statement) {}
            position = end
        }
    }
}

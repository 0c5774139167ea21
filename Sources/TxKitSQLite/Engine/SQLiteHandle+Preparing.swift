import CSQLite3
import TxKit

extension SQLiteHandle {
    /// The compiled statement with its values bound, from the cache where it is there.
    func prepare(_ statement: DriverStatement) throws(DatabaseError) -> PreparedStatement {
        // SQLite forgets an interrupt that comes while nothing runs, such as between two statements of a batch.
        if monitor.isCancelled { throw Self.cancelled(statement.text, statement.values) }
        if statement.values.count > parameterLimit { throw tooManyParameters(statement) }
        let prepared = try cachedOrCompiled(statement)
        try bind(statement, to: prepared)
        return prepared
    }

    /// Compiles the statement at a position of a text, and tells where the next one starts; nil when none is left.
    func compile(
        _ text: SQLText,
        from start: Int = 0,
        flags: Int32 = 0
    ) throws(DatabaseError) -> (statement: PreparedStatement, end: Int)? {
        let first = text.firstToken(from: start)
        guard first < text.count else { return nil }
        var pointer: OpaquePointer?
        var consumed = 0
        let result = text.bytes.withUnsafeBytes { bytes in
            let characters = bytes.bindMemory(to: CChar.self)
            guard let base = characters.baseAddress else { return SQLITE_MISUSE }
            var tail: UnsafePointer<CChar>?
            let size = Int32(clamping: characters.count - first)
            let result = sqlite3_prepare_v3(database, base + first, size, UInt32(flags), &pointer, &tail)
            consumed = tail.map { $0 - base } ?? first
            return result
        }
        guard result == SQLITE_OK, let pointer else {
            throw failure(text.trimmed(first..<end(of: text, from: first, stoppedAt: consumed)))
        }
        return (PreparedStatement(pointer, keyword: text.keyword(at: first)), consumed)
    }

    /// Where a statement that did not compile ends: SQLite stops right behind the word it stumbled over.
    private func end(of text: SQLText, from first: Int, stoppedAt position: Int) -> Int {
        if position > first, text.bytes[position - 1] == UInt8(ascii: ";") { return position }
        return text.endOfStatement(from: position)
    }

    private func cachedOrCompiled(_ statement: DriverStatement) throws(DatabaseError) -> PreparedStatement {
        if let cached = cache.statement(for: statement.text) { return cached }
        let text = SQLText(statement.text)
        if text.holdsZero {
            throw refusal(
                "The statement's text holds a NUL character. Bind text that may hold one as a value.",
                statement
            )
        }
        let compiled: (statement: PreparedStatement, end: Int)?
        do {
            compiled = try compile(text, flags: SQLITE_PREPARE_PERSISTENT)
        } catch {
            var error = error
            error.statement = statement.text
            error.values = statement.values
            throw error
        }
        guard let compiled else {
            throw refusal("The text holds no SQL statement. Pass one statement, or none at all.", statement)
        }
        if text.firstToken(from: compiled.end) < text.count {
            throw refusal("The text holds more than one statement: use executeScript or pass a list.", statement)
        }
        if compiled.statement.isReusable { cache.insert(compiled.statement, for: statement.text) }
        return compiled.statement
    }

    /// Binds all values, or fails with none bound.
    func bind(_ statement: DriverStatement, to prepared: PreparedStatement) throws(DatabaseError) {
        let values = statement.values
        guard values.count == prepared.parameterCount else {
            throw refusal(
                "The statement has \(prepared.parameterCount) placeholders, but \(values.count) values were given. "
                    + "Give one value for each placeholder.",
                statement
            )
        }
        for (index, value) in values.enumerated() {
            let result: Int32
            do {
                result = try prepared.bind(value, at: index + 1)
            } catch {
                prepared.reset()
                // Without the values: one that is refused may be one that cannot even be written out.
                var error = error
                error.statement = statement.text
                throw error
            }
            guard result == SQLITE_OK else {
                let error = failure(statement.text, values)
                prepared.reset()
                throw error
            }
        }
    }

    private func refusal(_ message: String, _ statement: DriverStatement) -> DatabaseError {
        DatabaseError(.statementFailed, message, statement: statement.text, values: statement.values)
    }

    private func tooManyParameters(_ statement: DriverStatement) -> DatabaseError {
        DatabaseError(
            .tooManyParameters,
            "The statement has \(statement.values.count) values, but SQLite takes \(parameterLimit) at most. Split "
                + "it, or insert the rows in bulk.",
            statement: statement.text
        )
    }
}

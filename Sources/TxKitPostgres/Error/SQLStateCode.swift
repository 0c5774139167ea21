import TxKit

/// What the SQLSTATE of a server's error means to TxKit.
///
/// Source: PostgreSQL manual, appendix "PostgreSQL Error Codes".
enum SQLStateCode {
    static func code(_ sqlState: String) -> DatabaseError.Code {
        switch sqlState {
        case "23505": .uniqueViolation
        case "23503": .foreignKeyViolation
        case "23502": .notNullViolation
        case "23514": .checkViolation
        case "40001": .serializationFailure
        case "40P01": .deadlock
        case "55P03": .lockTimeout
        case "25006": .readOnly
        case "57014": .statementCancelled
        case "25P02": .transactionAborted
        case "22003", "22001": .valueOutOfRange
        case "53300": .tooManyConnections
        case "57P01", "57P02", "57P03", "57P05", "25P03": .connectionLost
        default:
            if sqlState.hasPrefix("23") {
                .constraintViolation
            } else if sqlState.hasPrefix("08") {
                .connectionLost
            } else {
                .statementFailed
            }
        }
    }

    /// What to do about an error, where that can be said; empty otherwise.
    static func advice(_ sqlState: String, code: DatabaseError.Code, words: String) -> String {
        switch sqlState {
        case "23503": return "Insert the row referred to first, or delete the rows that refer to this one."
        case "40001", "40P01": return "Nothing of the transaction is kept; run the whole of it again."
        case "55P03": return "Another transaction holds the lock; run the transaction again or raise lockTimeout."
        case "25006": return "Run the statement in a transaction that is not read-only."
        case "25P02": return "A statement before this one failed; roll back, to a savepoint or the whole transaction."
        case "22001": return "Shorten the text or widen the column."
        case "22003": return "Use a value in the column's range or widen the column."
        case "57014" where words.contains("statement timeout"):
            return "It ran longer than the statement timeout; make it faster or raise statementTimeout."
        case "57014":
            return "Something other than an error of the statement stopped it; run it again if it is still wanted."
        case "42601" where words.contains("multiple commands"):
            return "Use executeScript for a text of several statements, or pass a list of statements."
        case "42P18": return "Say the type of the placeholder, as in $1::text."
        default: return ""
        }
    }
}

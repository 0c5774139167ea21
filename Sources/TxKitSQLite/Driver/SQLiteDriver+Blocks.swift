public import TxKit

extension SQLiteDriver {
    /// `PRAGMA query_only` counts for the whole connection, so it is taken back after the savepoint.
    public var readOnlySavepointStatements: (begin: [String], end: [String]) {
        (["PRAGMA query_only = 1"], ["PRAGMA query_only = 0"])
    }

    /// SQLite transactions are always serializable.
    public func alwaysGives(_ isolation: IsolationLevel) -> Bool { true }
}

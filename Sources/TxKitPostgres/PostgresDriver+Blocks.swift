public import TxKit

extension PostgresDriver {
    /// PostgreSQL takes the mode back by itself when the savepoint ends.
    public var readOnlySavepointStatements: (begin: [String], end: [String]) { (["SET TRANSACTION READ ONLY"], []) }

    /// A transaction without options is at least `READ COMMITTED`, whatever `default_transaction_isolation` says, since
    /// PostgreSQL has nothing weaker.
    public func alwaysGives(_ isolation: IsolationLevel) -> Bool {
        isolation == .readUncommitted || isolation == .readCommitted
    }
}

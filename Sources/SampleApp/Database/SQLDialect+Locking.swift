#if Hummingbird
    import TxKit

    extension SQLDialect {
        /// Locks the rows of a query until the transaction ends. A SQLite transaction that may write has the whole database
        /// to itself from its BEGIN IMMEDIATE on, so there is nothing to say there.
        var forUpdate: SQLStatement {
            switch self {
            case .sqlite: ""
            case .postgresql: " FOR UPDATE"
            }
        }
    }
#endif

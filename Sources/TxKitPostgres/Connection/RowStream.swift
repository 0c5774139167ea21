import CLibPQ
import TxKit

/// What is known of a query whose rows are being fetched.
struct RowStream {
    let statement: DriverStatement
    /// Whether a transaction is open around the query; libpq cannot tell while the query runs.
    let isInTransaction: Bool
    /// The query's first row, which came with its column names.
    var firstRows: [[DatabaseValue]]
    /// Whether the server has answered to the end.
    var hasEnded: Bool
}

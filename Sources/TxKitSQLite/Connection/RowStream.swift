import TxKit

/// A query under way: its compiled statement and whether it has more rows.
struct RowStream {
    let prepared: PreparedStatement
    let statement: DriverStatement
    var isAtEnd = false

    /// Lets the query's locks go; there are no more rows then.
    mutating func finish() {
        guard !isAtEnd else { return }
        isAtEnd = true
        prepared.reset()
    }
}

package import TxKit

extension SQLiteConnection {
    package func insertRows(_ rows: BulkRows, cancellation: StatementCancellation?) -> DriverOutcome {
        perform(cancellation, first: DriverStatement("INSERT INTO \(rows.target)")) {
            handle,
            results throws(DatabaseError) in
            results.append(try handle.insert(rows))
        }
    }
}

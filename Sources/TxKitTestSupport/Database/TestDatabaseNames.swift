import Synchronization
import TxKit

/// The names of this process's test databases: two of one name and engine would share their rows.
enum TestDatabaseNames {
    private static let owners = Mutex<[String: ObjectIdentifier]>([:])

    /// Gives a name to a test database.
    ///
    /// - Throws: When another one has it.
    static func claim(_ name: String, _ dialect: SQLDialect, for owner: ObjectIdentifier) throws {
        let key = "\(dialect) \(name.lowercased())"
        let first = owners.withLock { owners in
            if owners[key] == nil { owners[key] = owner }
            return owners[key]
        }
        guard first == owner else {
            throw DatabaseError(
                .invalidConfiguration,
                "Two test databases of one engine are named '\(name)'. Make one `static let` and use it in all tests, or "
                    + "give the other another name."
            )
        }
    }
}

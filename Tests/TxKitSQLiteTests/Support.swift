import FoundationEssentials
import Logging
import TxKit
import TxKitSQLite

/// Runs a test's work with a folder of its own, which is removed afterwards.
func withFolder<Result>(_ work: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/txkit-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await work(folder)
}

/// Opens a connection to a database in memory, or to the one given.
func connect(
    _ location: SQLiteLocation = .memory,
    _ options: SQLiteOptions = SQLiteOptions()
) async throws -> SQLiteConnection {
    try await SQLiteDriver(location: location, options: options).open(logger: Logger(label: "test"))
}

extension SQLiteConnection {
    /// Runs one statement, throws its failure and gives its result.
    @discardableResult
    func query(_ text: String, _ values: [DatabaseValue] = []) throws -> DriverResult {
        let outcome = run([DriverStatement(text, values)], cancellation: nil)
        if let failure = outcome.failure { throw failure }
        return outcome.results[0]
    }

    /// The first value of a statement's first row.
    func value(_ text: String, _ values: [DatabaseValue] = []) throws -> DatabaseValue? {
        try query(text, values).rows.first?.first
    }

    /// The failure of one statement, nil when it succeeds.
    func failure(_ text: String, _ values: [DatabaseValue] = []) -> DatabaseError? {
        run([DriverStatement(text, values)], cancellation: nil).failure
    }
}

import Logging
import TxKit

@testable import TxKitPostgres

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

extension Server {
    static func driver(_ options: PostgresOptions = .init()) async throws -> PostgresDriver {
        PostgresDriver(try await connectionString(), options: options)
    }

    /// Runs a test with a connection of its own.
    @discardableResult
    static func withConnection<Value>(
        _ options: PostgresOptions = .init(),
        logger: Logger = quiet,
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await driver(options).openConnection(logger: logger)
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}

extension PostgresConnection {
    func run(_ text: String, _ values: [DatabaseValue] = []) async -> DriverOutcome {
        await run([DriverStatement(text, values)], cancellation: nil)
    }

    /// The rows of a statement that must succeed.
    @discardableResult
    func rows(_ text: String, _ values: [DatabaseValue] = []) async throws -> [[DatabaseValue]] {
        let outcome = await run(text, values)
        if let failure = outcome.failure { throw failure }
        return outcome.results[0].rows
    }

    /// The only value of a statement that must succeed.
    func value(_ text: String, _ values: [DatabaseValue] = []) async throws -> DatabaseValue {
        let rows = try await rows(text, values)
        guard rows.count == 1, rows[0].count == 1 else {
            throw DatabaseError(.unexpectedRowCount, "\(text) gave not one value but \(rows)")
        }
        return rows[0][0]
    }
}

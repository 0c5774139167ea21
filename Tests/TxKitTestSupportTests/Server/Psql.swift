import Foundation
import TxKit

@testable import TxKitTestSupport

/// Asks a server with psql, so that these tests need no driver.
enum Psql {
    static func run(_ sql: String, on url: String) async throws -> String {
        let installation = try PostgresSearch(environment: ProcessInfo.processInfo.environment).find()
        let command = [installation.program("psql"), "-X", "-q", "-A", "-t", "-c", sql, url]
        let result = try await OffPool.run { try ChildProcess.run(command) }
        guard result.status == 0 else { throw DatabaseError(.statementFailed, result.output) }
        return result.output.trimmingCharacters(in: .newlines)
    }
}

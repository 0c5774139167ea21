import Testing
import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport

/// `LISTEN` through a database handle.
@Suite struct NotificationTests {
    @Test("what a committed block notifies arrives, what a rolled-back one does does not", .timeLimit(.minutes(2)))
    func arrives() async throws {
        try await Sandbox.run(.truncate, on: [.postgres], test: "notifications") { sandbox in
            let database = try sandbox.database(.postgres)
            let payloads = try await database.withNotifications(on: ["orders"]) { notifications in
                try await database.withTransaction { transaction in
                    try await transaction.execute("SELECT pg_notify('orders', 'rolled back')")
                    transaction.markForRollback()
                }
                try await database.withTransaction { transaction in
                    try await transaction.execute("SELECT pg_notify('orders', \("one"))")
                    try await transaction.execute("SELECT pg_notify('orders', 'two')")
                }
                var payloads: [String] = []
                for try await notification in notifications {
                    payloads.append(notification.payload)
                    if payloads.count == 2 { break }
                }
                return payloads
            }
            #expect(payloads == ["one", "two"])
        }
    }

    @Test("SQLite has none, and says so")
    func unsupported() async throws {
        try await Sandbox.run(.rollback, on: [.sqlite], test: "notifications") { sandbox in
            let database = try sandbox.database(.sqlite)
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withNotifications(on: ["orders"]) { _ in }
            }
            #expect(error?.code == .unsupported)
        }
    }
}

import Testing
import TxKit

@testable import TxKitPostgres

extension PostgresTests {
    @Suite struct NotificationTests {
        @Test func notificationsArriveInOrder() async throws {
            let driver = try await Server.driver()
            try await Server.withConnection { sender async throws in
                let received = try await driver.withNotifications(on: ["txkit \"A", "txkit_b"], logger: quiet) {
                    notifications in
                    try await sender.rows("SELECT pg_notify('txkit \"A', 'one')")
                    try await sender.rows("NOTIFY txkit_other, 'no'")
                    async let late: Void = {
                        try await Task.sleep(for: .milliseconds(50))
                        try await sender.rows("NOTIFY txkit_b")
                    }()
                    var received: [PostgresNotification] = []
                    for try await notification in notifications {
                        received.append(notification)
                        if received.count == 2 { break }
                    }
                    try await late
                    return received
                }
                #expect(received.map(\.channel) == ["txkit \"A", "txkit_b"])
                #expect(received.map(\.payload) == ["one", ""])
                #expect(received.map(\.processID) == [sender.processID, sender.processID])
            }
        }

        @Test func cancellingTheTaskEndsTheWait() async throws {
            let driver = try await Server.driver(.init(applicationName: "txkit_listener_cancel"))
            let (started, startedContinuation) = AsyncStream<Void>.makeStream()
            let task = Task {
                try await driver.withNotifications(on: ["txkit_c"], logger: quiet) { notifications in
                    startedContinuation.finish()
                    for try await _ in notifications {}
                }
            }
            for await _ in started {}
            try await Task.sleep(for: .milliseconds(20))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await Server.withConnection { other async throws in
                var count = DatabaseValue.integer(1)
                for _ in 0..<100 where count != .integer(0) {
                    count = try await other.value(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'txkit_listener_cancel'"
                    )
                    try await Task.sleep(for: .milliseconds(5))
                }
                #expect(count == .integer(0))
            }
        }

        @Test func aLostConnectionThrows() async throws {
            let driver = try await Server.driver(.init(applicationName: "txkit_listener_lost"))
            let (started, startedContinuation) = AsyncStream<Void>.makeStream()
            let task = Task {
                try await driver.withNotifications(on: ["txkit_d"], logger: quiet) { notifications in
                    startedContinuation.finish()
                    for try await _ in notifications {}
                }
            }
            for await _ in started {}
            try await Server.withConnection { other async throws in
                try await other.rows(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'txkit_listener_lost'
                    """
                )
            }
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.code == .connectionLost)
        }

        @Test func theBlocksErrorTravels() async throws {
            struct Mine: Error {}
            let driver = try await Server.driver()
            await #expect(throws: Mine.self) {
                try await driver.withNotifications(on: ["x"], logger: quiet) { _ in throw Mine() }
            }
            await #expect(throws: DatabaseError.self) {
                try await driver.withNotifications(on: [], logger: quiet) { _ in }
            }
            await #expect(throws: DatabaseError.self) {
                try await driver.withNotifications(on: ["a\0"], logger: quiet) { _ in }
            }
        }
    }
}

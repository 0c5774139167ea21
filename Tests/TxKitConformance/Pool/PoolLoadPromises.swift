import Testing
import TxKit

extension Promise {
    static let poolLoad = [
        Promise("a thousand tasks share a pool of eight without an error or a transaction left open") { site in
            let bench = try await site.bench(connections: 8, acquireTimeout: .seconds(120))
            await withTaskGroup { group in
                for number in 0..<1000 {
                    group.addTask {
                        do {
                            try await bench.database.withTransaction { transaction in
                                try await transaction.add("\(number)")
                                try await Self.nested(transaction, number)
                                if number % 10 == 9 { transaction.markForRollback() }
                            }
                        } catch {
                            Issue.record("\(number): \(error)")
                        }
                    }
                }
            }
            let count = try await bench.witness.countItems()
            #expect(count == 900)
            let counts = bench.database.connectionCounts
            #expect(counts.open <= 8 && counts.idle == counts.open)
            for (session, events) in Dictionary(grouping: bench.journal.statementEvents, by: \.session) {
                #expect(Self.isInOrder(events.map(\.text), bench.begin), "session \(session)")
            }
            try await withThrowingTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await bench.database.withConnection { connection in
                            _ = try await connection.countItems()
                            #expect(connection.serverState == .idle)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    ]

    private static func nested(_ transaction: Transaction, _ number: Int) async throws {
        guard number.isMultiple(of: 2) else { return }
        let isKept = number.isMultiple(of: 4)
        try await transaction.withTransaction { inner in
            try await inner.execute("UPDATE items SET amount = 1 WHERE name = \(String(number))")
            if !isKept { inner.markForRollback() }
        }
    }

    /// Whether the statements are whole transactions, one after the other.
    private static func isInOrder(_ texts: [String], _ begin: String) -> Bool {
        var isOpen = false
        for text in texts {
            switch text {
            case begin where isOpen: return false
            case begin: isOpen = true
            case _ where !isOpen: return false
            case "COMMIT", "ROLLBACK": isOpen = false
            default: break
            }
        }
        return !isOpen
    }
}

import Testing
import TxKit

extension Promise {
    /// Options under which two transactions conflict on both engines: serializable on PostgreSQL, and a SQLite
    /// transaction that has read before it writes.
    private static func conflicting(_ retry: RetryPolicy) -> TransactionOptions {
        TransactionOptions(isolation: .serializable, beginMode: .deferred, retry: retry)
    }

    private static func isConflict(_ error: (any Error)?) -> Bool { (error as? DatabaseError)?.isConflict == true }

    static let retries = [
        Promise("a block that conflicts runs again when it may, and its failed attempt leaves nothing") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.witness.add("a")
            let result = try await bench.database.withTransaction(options: conflicting(.onConflict(attempts: 3))) {
                transaction in
                log.note("attempt")
                transaction.afterCommit { log.note("committed") }
                transaction.afterRollback { log.note("rolled back") }
                let amount = try await transaction.scalar("SELECT amount FROM items", as: Int.self) ?? -1
                if amount == 0 { try await bench.witness.execute("UPDATE items SET amount = 10") }
                try await transaction.execute("UPDATE items SET amount = \(amount + 1)")
                return amount
            }
            #expect(result == 10)
            #expect(log.entries == ["attempt", "rolled back", "attempt", "committed"])
            #expect(try await bench.witness.scalar("SELECT amount FROM items", as: Int.self) == 11)
            #expect(bench.statements.filter { $0.hasPrefix("BEGIN") }.count == 2)
            #expect(bench.statements.suffix(1) == ["COMMIT"])
            #expect(bench.statements.filter { $0 == "ROLLBACK" }.count == 1)
        },
        Promise("of two blocks that each read what the other writes, one runs again") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withTransaction(options: conflicting(.onConflict(attempts: 5))) { first in
                log.note("attempt")
                let count = try await first.countItems() ?? 0
                if count == 0 {
                    try await bench.witness.withTransaction(options: conflicting(.never)) { second in
                        #expect(try await second.countItems() == 0)
                        try await second.add("second")
                    }
                }
                try await first.execute("INSERT INTO items (name, amount) VALUES ('first', \(count))")
            }
            #expect(log.entries == ["attempt", "attempt"])
            let seen = try await bench.witness.scalar("SELECT amount FROM items WHERE name = 'first'", as: Int.self)
            #expect(seen == 1)
        },
        Promise("a block that conflicts every time throws the conflict after its last attempt") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.witness.add("a")
            let error = await failure {
                try await bench.database.withTransaction(options: conflicting(.onConflict(attempts: 3))) {
                    transaction in
                    log.note("attempt")
                    _ = try await transaction.query("SELECT amount FROM items")
                    try await bench.witness.execute("UPDATE items SET amount = amount + 1")
                    try await transaction.execute("UPDATE items SET amount = 0")
                }
            }
            #expect(isConflict(error))
            #expect(log.entries.count == 3)
            #expect(try await bench.witness.scalar("SELECT amount FROM items", as: Int.self) == 3)
        },
        Promise("a block that conflicts runs once, unless it was asked to run again") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.witness.add("a")
            let error = await failure {
                try await bench.database.withTransaction(options: conflicting(.never)) { transaction in
                    log.note("attempt")
                    _ = try await transaction.query("SELECT amount FROM items")
                    try await bench.witness.execute("UPDATE items SET amount = amount + 1")
                    try await transaction.execute("UPDATE items SET amount = 0")
                }
            }
            switch site.dialect {
            case .sqlite: #expect((error as? DatabaseError)?.code == .busy)
            case .postgresql:
                #expect((error as? DatabaseError)?.code == .serializationFailure)
                #expect((error as? DatabaseError)?.sqlState == "40001")
            }
            #expect(log.entries == ["attempt"])
        },
        Promise("a lock that is not let go in time is a conflict on SQLite") { site in
            guard site.dialect == .sqlite else { return }
            let bench = try await site.bench(lockTimeout: .milliseconds(20))
            let log = Log()
            try await bench.witness.withTransaction { holder in
                try await holder.add("a")
                await failure(.busy) {
                    try await bench.database.withTransaction(options: .init(retry: .onConflict(attempts: 2))) {
                        log.note("attempt")
                        try await $0.add("b")
                    }
                }
            }
            #expect(log.entries.count == 2)
            #expect(bench.statements == [bench.begin, bench.begin])
            try await bench.database.withTransaction { try await $0.add("b") }
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("no other error makes a block run again") { site in
            let bench = try await site.bench()
            let log = Log()
            let mishap = Mishap()
            let options = TransactionOptions(retry: .onConflict(attempts: 3))
            await expectFailure(mishap) {
                try await bench.database.withTransaction(options: options) { _ in
                    log.note("own")
                    throw mishap
                }
            }
            await failure(.notNullViolation) {
                try await bench.database.withTransaction(options: options) {
                    log.note("failed")
                    try await $0.fail()
                }
            }
            #expect(log.entries == ["own", "failed"])
        },
        Promise("a nested block does not run again: the conflict travels to the outermost block") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.witness.add("a")
            try await bench.database.withTransaction(options: conflicting(.onConflict(attempts: 2))) { outer in
                log.note("outer")
                let amount = try await outer.scalar("SELECT amount FROM items", as: Int.self)
                if amount == 0 { try await bench.witness.execute("UPDATE items SET amount = 10") }
                try await outer.withTransaction(options: .init(retry: .onConflict(attempts: 5))) { inner in
                    log.note("inner")
                    try await inner.execute("UPDATE items SET amount = amount + 1")
                }
            }
            #expect(log.entries == ["outer", "inner", "outer", "inner"])
            #expect(try await bench.witness.scalar("SELECT amount FROM items", as: Int.self) == 11)
        },
    ]
}

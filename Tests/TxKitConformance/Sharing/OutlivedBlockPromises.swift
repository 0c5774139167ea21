import Testing
import TxKit

extension Promise {
    static let outlivedBlocks = [
        Promise("a task that outlives its block gets transactionEnded, and sends nothing") { site in
            let bench = try await site.bench(connections: 1)
            let hasEnded = Signal()
            var straggler: Task<Void, Never>?
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                straggler = Task {
                    await hasEnded.wait()
                    await failure(.transactionEnded) { try await bench.database.add("b") }
                    await failure(.transactionEnded) { try await transaction.add("b") }
                    await failure(.transactionEnded) { try await bench.database.withTransaction { _ in } }
                    await failure(.transactionEnded) { try await transaction.withTransaction(.join) { _ in } }
                    await failure(.transactionEnded) { try await bench.database.executeScript(adding("b")) }
                    #expect(!bench.database.isInTransaction && !transaction.isInTransaction)
                }
            }
            // Somebody else has the connection meanwhile.
            try await bench.database.withTransaction { transaction in
                try await transaction.add("c")
                hasEnded.fire()
                await straggler?.value
            }
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT", bench.begin, adding("c"), "COMMIT"])
        },
        Promise("a task that outlives a nested block gets transactionEnded, and the outer block goes on") { site in
            let bench = try await site.bench()
            let hasEnded = Signal()
            try await bench.database.withTransaction { outer in
                var straggler: Task<Void, Never>?
                try await outer.withTransaction { inner in
                    try await inner.add("a")
                    straggler = Task {
                        await hasEnded.wait()
                        await failure(.transactionEnded) { try await inner.add("b") }
                        await failure(.transactionEnded) { try await bench.database.add("b") }
                    }
                }
                hasEnded.fire()
                await straggler?.value
                try await outer.add("c")
            }
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("an escaped transaction gets transactionEnded") { site in
            let bench = try await site.bench(connections: 1)
            var escaped: Transaction?
            try await bench.database.withTransaction {
                escaped = $0
                try await $0.add("a")
            }
            await failure(.transactionEnded) { try await escaped?.add("b") }
            await failure(.transactionEnded) { try await escaped?.query("SELECT 1") }
            await failure(.transactionEnded) { try await escaped?.withTransaction { _ in } }
            await failure(.transactionEnded) { try await escaped?.withRows("SELECT 1") { _ in } }
            escaped?.markForRollback()
            try await bench.database.withTransaction { try await $0.add("c") }
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("an escaped connection gets transactionEnded, whoever has the connection") { site in
            let bench = try await site.bench(connections: 1)
            var escaped: DatabaseConnection?
            try await bench.database.withConnection {
                escaped = $0
                try await $0.add("a")
            }
            await failure(.transactionEnded) { try await escaped?.add("b") }
            await failure(.transactionEnded) { try await escaped?.query("SELECT 1") }
            try await bench.database.withTransaction { transaction in
                await failure(.transactionEnded) { try await escaped?.add("b") }
                await failure(.transactionEnded) { try await escaped?.withTransaction { _ in } }
                try await transaction.add("c")
            }
            #expect(bench.statements == [adding("a"), bench.begin, adding("c"), "COMMIT"])
        },
        Promise("a block that returns while a task's block is open inside it is rolled back") { site in
            let bench = try await site.bench(connections: 1)
            let (isOpen, mayEnd) = (Signal(), Signal())
            let log = Log()
            var straggler: Task<Void, any Error>?
            let line: UInt = #line + 6
            let error = await failure(.nestedBlockOpen) {
                try await bench.database.withTransaction { outer in
                    outer.afterCommit { log.note("outer") }
                    try await outer.add("a")
                    straggler = Task {
                        try await outer.withTransaction { inner in
                            inner.afterCommit { log.note("inner") }
                            inner.afterRollback { log.note("rolled back") }
                            try await inner.add("b")
                            isOpen.fire()
                            await mayEnd.wait()
                        }
                    }
                    await isOpen.wait()
                }
            }
            #expect(error?.message.contains("\(#fileID):\(line)") == true)
            #expect(bench.statements == [bench.begin, adding("a"), "SAVEPOINT txkit_1", adding("b"), "ROLLBACK"])
            try await bench.database.withTransaction { try await $0.add("c") }
            mayEnd.fire()
            await failure(.transactionEnded) { try await straggler?.value }
            #expect(log.entries == ["rolled back"])
            #expect(try await bench.committed() == ["c"])
        },
        Promise("a connection that goes back while a task's block is open on it is fit for the next one") { site in
            let bench = try await site.bench(connections: 1, blockWaitTimeout: .seconds(2))
            let (isOpen, mayEnd) = (Signal(), Signal())
            let log = Log()
            var straggler: Task<Void, any Error>?
            try await bench.database.withConnection { connection in
                straggler = Task {
                    try await connection.withTransaction { block in
                        block.afterCommit { log.note("commit") }
                        block.afterRollback {
                            log.note("rolled back \((try? await bench.witness.countItems()) ?? nil ?? -1)")
                        }
                        try await block.add("a")
                        isOpen.fire()
                        await mayEnd.wait()
                        await failure(.transactionEnded) { try await block.add("b") }
                    }
                }
                await isOpen.wait()
            }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK"])
            try await bench.database.withTransaction { try await $0.add("c") }
            mayEnd.fire()
            await failure(.transactionEnded) { try await straggler?.value }
            #expect(log.entries == ["rolled back 0"])
            #expect(try await bench.committed() == ["c"])
        },
    ]
}

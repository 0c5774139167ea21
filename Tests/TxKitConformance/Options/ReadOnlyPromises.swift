import Testing
import TxKit

extension Promise {
    private static let readOnly = TransactionOptions(readOnly: true)

    static let readOnlyBlocks = [
        Promise("a read-only block reads, refuses writes, and leaves a connection that can write") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.add("a")
            let count = try await bench.database.withTransaction(options: readOnly) { try await $0.countItems() }
            #expect(count == 1)
            try await bench.database.add("b")
            await failure(.readOnly) {
                try await bench.database.withTransaction(options: readOnly) { try await $0.add("c") }
            }
            try await bench.database.withTransaction { try await $0.add("d") }
            #expect(try await bench.committed() == ["a", "b", "d"])
        },
        Promise("the statements of a read-only block") { site in
            let bench = try await site.bench(connections: 1)
            _ = try await bench.database.withTransaction(options: readOnly) { try await $0.countItems() }
            await failure {
                try await bench.database.withTransaction(options: readOnly) {
                    _ = try await $0.countItems()
                    throw Mishap()
                }
            }
            let read = "SELECT count(*) FROM items"
            switch site.dialect {
            case .sqlite:
                let begin = ["BEGIN DEFERRED", "PRAGMA query_only = 1", read]
                let sent = begin + ["COMMIT", "PRAGMA query_only = 0"] + begin + ["ROLLBACK", "PRAGMA query_only = 0"]
                #expect(bench.statements == sent)
            case .postgresql:
                #expect(bench.statements == ["BEGIN READ ONLY", read, "COMMIT", "BEGIN READ ONLY", read, "ROLLBACK"])
            }
        },
        Promise("a nested read-only block refuses writes, and the outer block writes after it") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                #expect(try await outer.withTransaction(options: readOnly) { try await $0.countItems() } == 1)
                try await outer.add("b")
                await failure(.readOnly) {
                    try await outer.withTransaction(options: readOnly) { try await $0.add("c") }
                }
                try await outer.add("d")
                try await outer.withTransaction { try await $0.add("e") }
            }
            try await bench.database.add("f")
            #expect(try await bench.committed() == ["a", "b", "d", "e", "f"])
        },
        Promise("a block inside a read-only block is read-only too, however the inner ones end") { site in
            let bench = try await site.bench(connections: 1)
            await failure(.readOnly) {
                try await bench.database.withTransaction(options: readOnly) { outer in
                    _ = try await outer.withTransaction(options: readOnly) { try await $0.countItems() }
                    await failure(.readOnly) { try await outer.withTransaction { try await $0.add("a") } }
                    try await outer.add("b")
                }
            }
            try await bench.database.add("c")
            #expect(try await bench.committed() == ["c"])
        },
        Promise("a read-only block left open by a task does not make the connection read-only") { site in
            let bench = try await site.bench(connections: 1)
            let (isOpen, mayEnd) = (Signal(), Signal())
            var straggler: Task<Void, any Error>?
            await failure(.nestedBlockOpen) {
                try await bench.database.withTransaction { outer in
                    straggler = Task {
                        try await outer.withTransaction(options: readOnly) { inner in
                            _ = try await inner.countItems()
                            isOpen.fire()
                            await mayEnd.wait()
                        }
                    }
                    await isOpen.wait()
                }
            }
            mayEnd.fire()
            await failure(.transactionEnded) { try await straggler?.value }
            try await bench.database.add("a")
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a read-only block is not undone by a conflict over its opening") { site in
            let bench = try await site.bench(connections: 1)
            _ = try await bench.database.withTransaction(options: readOnly) { transaction in
                _ = try await transaction.countItems()
                // A writer on another connection is not kept out by a reader.
                try await bench.witness.add("a")
            }
            #expect(try await bench.database.countItems() == 1)
        },
    ]
}

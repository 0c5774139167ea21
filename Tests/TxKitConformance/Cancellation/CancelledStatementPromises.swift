import Testing
import TxKit

extension ConformanceSite {
    /// A statement that runs until it is cancelled.
    var endless: SQLStatement {
        switch dialect {
        case .sqlite: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        case .postgresql: "SELECT pg_sleep(600)"
        }
    }
}

/// Runs work in a task that is cancelled a moment after the signal.
private func cancelling(
    after signal: Signal,
    _ work: @escaping @Sendable () async throws -> Void
) async -> Result<Void, any Error> {
    let task = Task { try await work() }
    await signal.wait()
    await giveOthersTime()
    task.cancel()
    return await task.result
}

extension Promise {
    static let cancelledStatements = [
        Promise("cancelling a task ends its statement, rolls its block back and leaves the connection fit for use") {
            site in
            let running = Signal()
            let endless = site.endless
            let observer = Gatekeeper.statements { if $0 == endless.text(.sqlite) { running.fire() } }
            let bench = try await site.bench(connections: 1, observers: [observer])
            let result = await cancelling(after: running) {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    _ = try await transaction.query(endless)
                }
            }
            await expectCancellation { try result.get() }
            #expect(bench.statements == [bench.begin, adding("a"), endless.text(.sqlite), "ROLLBACK"])
            try await bench.database.withTransaction { try await $0.add("b") }
            #expect(bench.database.connectionCounts.open == 1)
            #expect(try await bench.committed() == ["b"])
        },
        Promise("cancelling a statement in a nested block rolls each block back") { site in
            let running = Signal()
            let endless = site.endless
            let observer = Gatekeeper.statements { if $0 == endless.text(.sqlite) { running.fire() } }
            let bench = try await site.bench(connections: 1, observers: [observer])
            let log = Log()
            let result = await cancelling(after: running) {
                try await bench.database.withTransaction { outer in
                    outer.afterCommit { log.note("commit") }
                    outer.afterRollback { log.note("rollback") }
                    try await outer.add("a")
                    try await outer.withTransaction { inner in _ = try await inner.query(endless) }
                }
            }
            await expectCancellation { try result.get() }
            let end = ["ROLLBACK TO txkit_1", "RELEASE txkit_1", "ROLLBACK"]
            let sent = [bench.begin, adding("a"), "SAVEPOINT txkit_1", endless.text(.sqlite)] + end
            #expect(bench.statements == sent)
            #expect(log.entries == ["rollback"])
            #expect(try await bench.committed() == [])
        },
        Promise("cancelling a statement outside of a block leaves the connection fit for use") { site in
            let running = Signal()
            let endless = site.endless
            let observer = Gatekeeper.statements { if $0 == endless.text(.sqlite) { running.fire() } }
            let bench = try await site.bench(connections: 1, observers: [observer])
            let result = await cancelling(after: running) { _ = try await bench.database.query(endless) }
            await expectCancellation { try result.get() }
            try await bench.database.add("a")
            #expect(bench.database.connectionCounts.open == 1)
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a task cancelled between two statements sends no more, and its block is rolled back") { site in
            let bench = try await site.bench(connections: 1)
            let task = Task {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    withUnsafeCurrentTask { $0?.cancel() }
                    await expectCancellation { try await transaction.withTransaction { _ in } }
                    try await transaction.add("b")
                }
            }
            await expectCancellation { try await task.value }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("a cancelled task's nested blocks are rolled back too, and an error of its own arrives unchanged") {
            site in
            let bench = try await site.bench(connections: 1)
            let mishap = Mishap()
            let task = Task {
                try await bench.database.withTransaction { outer in
                    try await outer.add("a")
                    try await outer.withTransaction { inner in
                        try await inner.add("b")
                        withUnsafeCurrentTask { $0?.cancel() }
                        throw mishap
                    }
                }
            }
            await expectFailure(mishap) { try await task.value }
            let inner = ["SAVEPOINT txkit_1", adding("b"), "ROLLBACK TO txkit_1", "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin, adding("a")] + inner + ["ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("a task that is cancelled already sends nothing") { site in
            let bench = try await site.bench(connections: 1)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                await expectCancellation { try await bench.database.add("a") }
                await expectCancellation {
                    try await bench.database.withTransaction { _ in Issue.record("the closure ran") }
                }
                await expectCancellation { try await bench.database.executeScript(adding("a")) }
                await expectCancellation {
                    try await bench.database.insert(into: "items", columns: ["name"], rows: [["a"]])
                }
                await expectCancellation { try await bench.database.withRows("SELECT 1") { _ in } }
            }
            await task.value
            #expect(bench.statements == [])
            try await bench.database.add("b")
            #expect(try await bench.committed() == ["b"])
        },
        Promise("cancelling a script or a list ends it as a whole") { site in
            let endless = site.endless.text(.sqlite)
            for isScript in [true, false] {
                let running = Signal()
                let observer = Gatekeeper.statements { if $0.contains(endless) { running.fire() } }
                let bench = try await site.bench(connections: 1, observers: [observer])
                let result = await cancelling(after: running) {
                    if isScript {
                        try await bench.database.executeScript("\(adding("a")); \(endless); \(adding("b"))")
                    } else {
                        let texts = [adding("a"), endless, adding("b")]
                        try await bench.database.execute(texts.map { SQLStatement(raw: $0) })
                    }
                }
                await expectCancellation { try result.get() }
                #expect(bench.statements.last == "ROLLBACK")
                #expect(try await bench.committed() == [])
                try await bench.database.withTransaction { _ = try await $0.countItems() }
            }
        },
    ]
}

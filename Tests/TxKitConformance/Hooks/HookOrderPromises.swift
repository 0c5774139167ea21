import Testing
import TxKit

extension Promise {
    static let hookOrder = [
        Promise("commit hooks run in the order in which they were registered, whatever their blocks") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withTransaction { outer in
                outer.afterCommit { log.note("1") }
                try await outer.withTransaction { inner in
                    inner.afterCommit { log.note("2") }
                    outer.afterCommit { log.note("3") }
                    try await inner.withTransaction(.join) { $0.afterCommit { log.note("4") } }
                    inner.afterCommit { log.note("5") }
                    try await inner.add("a")
                }
                outer.afterCommit { log.note("6") }
            }
            #expect(log.entries == ["1", "2", "3", "4", "5", "6"])
        },
        Promise("each commit hook ends before the next begins") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                for name in ["1", "2"] {
                    transaction.afterCommit {
                        log.note("begins \(name)")
                        await giveOthersTime()
                        log.note("ends \(name)")
                    }
                }
            }
            #expect(log.entries == ["begins 1", "ends 1", "begins 2", "ends 2"])
        },
        Promise("a hook's own block is a transaction with hooks of its own") { site in
            let bench = try await site.bench(connections: 1)
            let log = Log()
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                transaction.afterCommit {
                    try await bench.database.withTransaction(.durable) { own in
                        own.afterCommit { log.note("own") }
                        try await own.add("b")
                    }
                    log.note("first")
                }
                transaction.afterCommit { log.note("second") }
            }
            #expect(log.entries == ["own", "first", "second"])
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT", bench.begin, adding("b"), "COMMIT"])
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("hooks run once, for their own transaction only") { site in
            let bench = try await site.bench(connections: 1)
            let log = Log()
            for name in ["a", "b"] {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add(name)
                    transaction.afterCommit { log.note(name) }
                }
            }
            try await bench.database.add("c")
            #expect(log.entries == ["a", "b"])
        },
        Promise("observers are told of each hook, its place and its error") { site in
            let bench = try await site.bench()
            let line: UInt = #line + 3
            await failure {
                try await bench.database.withTransaction { transaction in
                    transaction.afterCommit {}
                    transaction.afterCommit { throw Mishap() }
                }
            }
            await failure {
                try await bench.database.withTransaction { transaction in
                    transaction.afterRollback {}
                    throw Mishap()
                }
            }
            let hooks = bench.journal.entries.compactMap { entry -> (HookEvent, Bool)? in
                guard case .hook(let event) = entry.event else { return nil }
                return (event, entry.result.error is Mishap)
            }
            #expect(hooks.map(\.0.kind) == [.afterCommit, .afterCommit, .afterRollback])
            #expect(hooks.map(\.0.place.line) == [line, line + 1, line + 6])
            #expect(hooks.map(\.1) == [false, true, false])
        },
    ]
}

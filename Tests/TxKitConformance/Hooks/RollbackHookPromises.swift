import Testing
import TxKit

extension Promise {
    static let rollbackHooks = [
        Promise("a rollback hook runs after the outermost block has rolled back") { site in
            let bench = try await site.bench(connections: 1)
            let log = Log()
            let mishap = Mishap()
            await expectFailure(mishap) {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    transaction.afterRollback {
                        log.note(bench.statements.last ?? "")
                        log.note("\((try? await bench.database.countItems()) ?? nil ?? -1)")
                        log.note("\(bench.database.isInTransaction)")
                    }
                    transaction.afterRollback { log.note("second") }
                    throw mishap
                }
            }
            #expect(log.entries == ["ROLLBACK", "0", "false", "second"])
        },
        Promise("a rollback hook does not run when the outermost block commits") { site in
            let bench = try await site.bench(connections: 1)
            let log = Log()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                outer.afterRollback { log.note("outer") }
                try await outer.withTransaction { inner in
                    try await inner.add("b")
                    inner.afterRollback { log.note("inner") }
                }
            }
            await failure {
                try await bench.database.withTransaction {
                    try await $0.add("c")
                    throw Mishap()
                }
            }
            #expect(log.entries == [])
        },
        Promise("a nested block's rollback hook runs when that block has rolled back") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withTransaction { outer in
                outer.afterRollback { log.note("outer") }
                await failure {
                    try await outer.withTransaction { inner in
                        try await inner.add("a")
                        inner.afterRollback { log.note(bench.statements.last ?? "") }
                        throw Mishap()
                    }
                }
                log.note("after")
            }
            #expect(log.entries == ["RELEASE txkit_1", "after"])
        },
        Promise("a released block's rollback hook runs when a block around it rolls back") { site in
            let bench = try await site.bench()
            let log = Log()
            await failure {
                try await bench.database.withTransaction { outer in
                    try await outer.withTransaction { inner in
                        try await inner.add("a")
                        inner.afterRollback { log.note("inner") }
                    }
                    outer.afterRollback { log.note("outer") }
                    #expect(log.entries == [])
                    throw Mishap()
                }
            }
            #expect(log.entries == ["inner", "outer"])
        },
        Promise("a rollback hook runs for a block that is marked") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                transaction.afterRollback { log.note("hook") }
                transaction.markForRollback()
            }
            #expect(log.entries == ["hook"])
        },
        Promise("a joined block's rollback hook waits for the enclosing block") { site in
            let bench = try await site.bench()
            let log = Log()
            await failure {
                try await bench.database.withTransaction { outer in
                    try await outer.add("a")
                    await failure {
                        try await outer.withTransaction(.join) { joined in
                            joined.afterRollback { log.note("hook") }
                            throw Mishap()
                        }
                    }
                    #expect(log.entries == [])
                }
            }
            #expect(log.entries == ["hook"])
        },
        Promise("a rollback hook never runs with no block open") { site in
            let bench = try await site.bench()
            let log = Log()
            bench.database.afterRollback { log.note("hook") }
            await failure {
                try await bench.database.withTransaction { transaction in
                    bench.database.afterRollback { log.note("inside") }
                    try await transaction.add("a")
                    throw Mishap()
                }
            }
            #expect(log.entries == ["inside"])
        },
    ]
}

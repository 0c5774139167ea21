import Testing
import TxKit

extension Promise {
    static let commitHooks = [
        Promise("a commit hook runs after the commit, outside of the transaction, with the connection back") { site in
            let bench = try await site.bench(connections: 1)
            let log = Log()
            try await bench.database.withTransaction { transaction in
                transaction.afterCommit {
                    #expect(bench.statements == [bench.begin, adding("a"), "COMMIT"])
                    #expect(!bench.database.isInTransaction)
                    #expect(try await bench.committed() == ["a"])
                    try await bench.database.add("b")
                    log.note("hook")
                }
                try await transaction.add("a")
                #expect(log.entries == [])
            }
            #expect(log.entries == ["hook"])
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT", adding("b")])
        },
        Promise("a nested block's commit hook waits for the outermost block") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withTransaction { outer in
                try await outer.withTransaction { inner in
                    try await inner.add("a")
                    inner.afterCommit { log.note(bench.statements.last ?? "") }
                }
                #expect(log.entries == [])
                try await outer.add("b")
                #expect(log.entries == [])
            }
            #expect(log.entries == ["COMMIT"])
        },
        Promise("a commit hook is dropped when its own block rolls back") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withTransaction { outer in
                outer.afterCommit { log.note("outer") }
                await failure {
                    try await outer.withTransaction { inner in
                        inner.afterCommit { log.note("thrown") }
                        try await inner.add("a")
                        throw Mishap()
                    }
                }
                try await outer.withTransaction { inner in
                    inner.afterCommit { log.note("marked") }
                    try await inner.add("a")
                    inner.markForRollback()
                }
                await failure {
                    try await outer.withTransaction { inner in
                        inner.afterCommit { log.note("without statements") }
                        throw Mishap()
                    }
                }
            }
            #expect(log.entries == ["outer"])
        },
        Promise("a commit hook is dropped when a block around its own rolls back") { site in
            let bench = try await site.bench()
            let log = Log()
            await failure {
                try await bench.database.withTransaction { outer in
                    outer.afterCommit { log.note("outer") }
                    try await outer.withTransaction { inner in
                        inner.afterCommit { log.note("inner") }
                        try await inner.add("a")
                        try await inner.withTransaction { $0.afterCommit { log.note("innermost") } }
                    }
                    throw Mishap()
                }
            }
            try await bench.database.withTransaction { try await $0.add("b") }
            #expect(log.entries == [])
        },
        Promise("a joined block's commit hook shares the fate of the enclosing block") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withTransaction { outer in
                try await outer.withTransaction(.join) { $0.afterCommit { log.note("kept") } }
                try await outer.add("a")
            }
            try await bench.database.withTransaction { outer in
                try await outer.withTransaction(.join) { $0.afterCommit { log.note("dropped") } }
                try await outer.add("b")
                outer.markForRollback()
            }
            #expect(log.entries == ["kept"])
        },
        Promise("a commit hook of a block without statements runs") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withTransaction { outer in
                outer.afterCommit { log.note("outer") }
                try await outer.withTransaction { $0.afterCommit { log.note("inner") } }
            }
            #expect(log.entries == ["outer", "inner"])
            #expect(bench.statements == [])
        },
        Promise("a commit hook with no block open runs at once, and its error arrives unchanged") { site in
            let bench = try await site.bench()
            let log = Log()
            let mishap = Mishap()
            try await bench.database.afterCommit { log.note("database") }
            try await bench.database.withConnection { connection in
                try await connection.afterCommit { log.note("connection") }
                #expect(log.entries == ["database", "connection"])
            }
            await expectFailure(mishap) { try await bench.database.afterCommit { throw mishap } }
        },
        Promise("a hook through the database or a connection belongs to the innermost block") { site in
            let bench = try await site.bench()
            let log = Log()
            try await bench.database.withConnection { connection in
                try await connection.withTransaction { outer in
                    try await connection.afterCommit { log.note("connection") }
                    await failure {
                        try await outer.withTransaction { inner in
                            try await inner.add("a")
                            try await bench.database.afterCommit { log.note("dropped") }
                            try await connection.afterCommit { log.note("dropped") }
                            throw Mishap()
                        }
                    }
                    try await bench.database.afterCommit { log.note("database") }
                    #expect(log.entries == [])
                }
            }
            #expect(log.entries == ["connection", "database"])
        },
        Promise("a hook on a block that has ended never runs") { site in
            let bench = try await site.bench()
            let log = Log()
            var escaped: Transaction?
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                escaped = transaction
            }
            escaped?.afterCommit { log.note("commit") }
            escaped?.afterRollback { log.note("rollback") }
            try await bench.database.withTransaction { try await $0.add("b") }
            #expect(log.entries == [])
        },
    ]
}

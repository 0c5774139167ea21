import Testing
import TxKit

extension Promise {
    static let failedStatements = [
        Promise("a block that returns although a statement failed") { site in
            let bench = try await site.bench()
            let line: UInt = #line + 4
            func run() async throws {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    await failure(.notNullViolation) { try await transaction.fail() }
                }
            }
            switch site.dialect {
            case .sqlite:
                // What succeeded is kept: SQLite undoes the failed statement alone.
                try await run()
                #expect(bench.statements == [bench.begin, adding("a"), failing, "COMMIT"])
                #expect(try await bench.committed() == ["a"])
            case .postgresql:
                let error = await failure(.transactionAborted) { try await run() }
                #expect(error?.sqlState == "25P02")
                #expect(error?.databaseCause?.code == .notNullViolation)
                #expect(error?.databaseCause?.statement == failing)
                #expect(error?.databaseCause?.place?.line == line)
                #expect(error?.place?.line == line - 2)
                #expect(bench.statements == [bench.begin, adding("a"), failing, "ROLLBACK"])
                #expect(try await bench.committed() == [])
            }
        },
        Promise("a statement after a failed one in the same block") { site in
            let bench = try await site.bench()
            try? await bench.database.withTransaction { transaction in
                let line: UInt = #line + 1
                await failure(.notNullViolation) { try await transaction.fail() }
                switch site.dialect {
                case .sqlite: try await transaction.add("a")
                case .postgresql:
                    for _ in 1...2 {
                        let error = await failure(.transactionAborted) { try await transaction.add("a") }
                        #expect(error?.sqlState == "25P02")
                        #expect(error?.statement == adding("a"))
                        #expect(error?.databaseCause?.code == .notNullViolation)
                        #expect(error?.databaseCause?.place?.line == line)
                        #expect(error?.message.contains("\(#fileID):\(line)") == true)
                    }
                }
            }
            #expect(try await bench.committed() == (site.dialect == .sqlite ? ["a"] : []))
        },
        Promise("a failed statement in a nested block that throws leaves the outer block whole") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                await failure(.notNullViolation) { try await outer.withTransaction { try await $0.fail() } }
                try await outer.add("b")
            }
            let inner = ["SAVEPOINT txkit_1", failing, "ROLLBACK TO txkit_1", "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin, adding("a")] + inner + [adding("b"), "COMMIT"])
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("a nested block that returns although a statement failed") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                func run() async throws {
                    try await outer.withTransaction { inner in
                        try await inner.add("a")
                        await failure(.notNullViolation) { try await inner.fail() }
                    }
                }
                switch site.dialect {
                case .sqlite: try await run()
                case .postgresql:
                    let error = await failure(.transactionAborted) { try await run() }
                    #expect(error?.databaseCause?.code == .notNullViolation)
                }
                try await outer.add("b")
            }
            let inner = ["SAVEPOINT txkit_1", adding("a"), failing]
            let end: [String]
            switch site.dialect {
            case .sqlite: end = ["RELEASE txkit_1"]
            case .postgresql: end = ["ROLLBACK TO txkit_1", "RELEASE txkit_1"]
            }
            #expect(bench.statements == [bench.begin] + inner + end + [adding("b"), "COMMIT"])
            #expect(try await bench.committed() == (site.dialect == .sqlite ? ["a", "b"] : ["b"]))
        },
        Promise("a failed statement's own error may leave the block") { site in
            let bench = try await site.bench()
            let line: UInt = #line + 2
            let error = await failure(.notNullViolation) {
                try await bench.database.withTransaction { try await $0.fail() }
            }
            #expect(error?.place?.line == line)
            #expect(error?.statement == failing)
            #expect(bench.statements == [bench.begin, failing, "ROLLBACK"])
        },
        Promise("a failed statement in a joined block counts for the enclosing block") { site in
            let bench = try await site.bench()
            func run() async throws {
                _ = try await bench.database.withTransaction { outer in
                    try await outer.withTransaction(.join) { joined in
                        await failure(.notNullViolation) { try await joined.fail() }
                    }
                }
            }
            switch site.dialect {
            case .sqlite: try await run()
            case .postgresql:
                let error = await failure(.transactionAborted) { try await run() }
                #expect(error?.databaseCause?.statement == failing)
            }
        },
    ]
}

import Testing
import TxKit

extension Promise {
    static let durableBlocks = [
        Promise("an outermost durable block is a transaction") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction(.durable) { try await $0.add("a") }
            let mishap = Mishap()
            await expectFailure(mishap) {
                try await bench.database.withTransaction(.durable) {
                    try await $0.add("b")
                    throw mishap
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT", bench.begin, adding("b"), "ROLLBACK"])
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a durable block inside another block is refused, names that block and sends nothing") { site in
            let bench = try await site.bench()
            let line: UInt = #line + 1
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                let error = await failure(.mustBeOutermost) {
                    try await bench.database.withTransaction(.durable) { _ in Issue.record("the closure ran") }
                }
                #expect(error?.message.contains("\(#fileID):\(line)") == true)
                #expect(error?.place?.line == line + 3)
                try await outer.add("b")
            }
            #expect(bench.statements == [bench.begin, adding("a"), adding("b"), "COMMIT"])
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("a durable block inside a joined or nested block is refused") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                for nesting in [Nesting.savepoint, .join] {
                    try await outer.withTransaction(nesting) { inner in
                        _ = await failure(.mustBeOutermost) { try await inner.withTransaction(.durable) { _ in } }
                    }
                }
            }
            #expect(bench.statements == [])
        },
        Promise("a durable block in a detached task is outermost") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { _ in
                try await Task.detached {
                    try await bench.database.withTransaction(.durable) { try await $0.add("a") }
                }.value
                #expect(try await bench.committed() == ["a"])
            }
        },
        Promise("requireTransaction throws where no block is open") { site in
            let bench = try await site.bench()
            let line: UInt = #line + 1
            let error = await failure(.mustBeInside) { try bench.database.requireTransaction() }
            #expect(error?.place?.line == line)
            #expect(!bench.database.isInTransaction)
            try await bench.database.withConnection { connection in
                await failure(.mustBeInside) { try connection.requireTransaction() }
                #expect(!connection.isInTransaction && !bench.database.isInTransaction)
            }
            try await bench.database.withTransaction { _ in
                await Task.detached {
                    #expect(!bench.database.isInTransaction)
                    await failure(.mustBeInside) { try bench.database.requireTransaction() }
                }.value
            }
            #expect(bench.statements == [])
        },
        Promise("requireTransaction gives the innermost block") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await bench.database.requireTransaction().add("a")
                try await outer.withTransaction { inner in
                    #expect(bench.database.isInTransaction && outer.isInTransaction && inner.isInTransaction)
                    try await inner.add("b")
                    try bench.database.requireTransaction().markForRollback()
                }
                try await bench.database.withConnection { #expect($0.isInTransaction) }
            }
            #expect(!bench.database.isInTransaction)
            #expect(try await bench.committed() == ["a"])
        },
    ]
}

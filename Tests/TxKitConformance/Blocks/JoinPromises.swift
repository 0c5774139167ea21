import Testing
import TxKit

extension Promise {
    static let joinedBlocks = [
        Promise("an outermost block that may join is a transaction") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction(.join) { try await $0.add("a") }
            await failure {
                try await bench.database.withTransaction(.join) {
                    try await $0.add("b")
                    throw Mishap()
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT", bench.begin, adding("b"), "ROLLBACK"])
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a joined block sends nothing of its own") { site in
            let bench = try await site.bench()
            let result = try await bench.database.withTransaction { outer in
                try await outer.add("a")
                return try await outer.withTransaction(.join) { joined in
                    try await joined.add("b")
                    return 3
                }
            }
            #expect(result == 3)
            #expect(bench.statements == [bench.begin, adding("a"), adding("b"), "COMMIT"])
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("a joined block that throws rolls the enclosing block back, although that returns") { site in
            let bench = try await site.bench()
            let mishap = Mishap()
            let error = await failure(.transactionAborted) {
                try await bench.database.withTransaction { outer in
                    try await outer.add("a")
                    await expectFailure(mishap) {
                        try await outer.withTransaction(.join) { joined in
                            try await joined.add("b")
                            throw mishap
                        }
                    }
                    try await outer.add("c")
                }
            }
            #expect(error?.cause as? Mishap === mishap)
            #expect(bench.statements == [bench.begin, adding("a"), adding("b"), adding("c"), "ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("a joined block's error that passes the enclosing block arrives unchanged") { site in
            let bench = try await site.bench()
            let mishap = Mishap()
            await expectFailure(mishap) {
                try await bench.database.withTransaction { outer in
                    try await outer.add("a")
                    try await outer.withTransaction(.join) { _ in throw mishap }
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK"])
        },
        Promise("a block joined to a nested block rolls only that one back") { site in
            let bench = try await site.bench()
            let mishap = Mishap()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                let error = await failure(.transactionAborted) {
                    try await outer.withTransaction { nested in
                        try await nested.add("b")
                        await failure { try await nested.withTransaction(.join) { _ in throw mishap } }
                    }
                }
                #expect(error?.cause as? Mishap === mishap)
            }
            let nested = ["SAVEPOINT txkit_1", adding("b"), "ROLLBACK TO txkit_1", "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin, adding("a")] + nested + ["COMMIT"])
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a block joined to a joined block rolls the real block back") { site in
            let bench = try await site.bench()
            await failure(.transactionAborted) {
                try await bench.database.withTransaction { outer in
                    try await outer.add("a")
                    _ = try await outer.withTransaction(.join) { joined in
                        await failure { try await joined.withTransaction(.join) { _ in throw Mishap() } }
                    }
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("a savepoint inside a joined block is named by its depth on the server") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.withTransaction(.join) { joined in
                    try await joined.withTransaction { try await $0.add("a") }
                }
            }
            #expect(
                bench.statements == [bench.begin, "SAVEPOINT txkit_1", adding("a"), "RELEASE txkit_1", "COMMIT"]
            )
        },
        Promise("a joined block that returns while a block inside it is open rolls the enclosing block back") { site in
            let bench = try await site.bench()
            let (isOpen, mayEnd) = (Signal(), Signal())
            var straggler: Task<Void, any Error>?
            await failure(.transactionAborted) {
                try await bench.database.withTransaction { outer in
                    try await outer.add("a")
                    await failure(.nestedBlockOpen) {
                        try await outer.withTransaction(.join) { joined in
                            straggler = Task {
                                try await joined.withTransaction { nested in
                                    try await nested.add("b")
                                    isOpen.fire()
                                    await mayEnd.wait()
                                }
                            }
                            await isOpen.wait()
                        }
                    }
                }
            }
            mayEnd.fire()
            await failure(.transactionEnded) { try await straggler?.value }
            #expect(bench.statements.last == "ROLLBACK")
            #expect(try await bench.committed() == [])
        },
    ]
}

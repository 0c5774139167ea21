import Testing
import TxKit

extension Promise {
    static let childTasks = [
        Promise("the child tasks of a block are inside it") { site in
            let bench = try await site.bench()
            await failure {
                try await bench.database.withTransaction { transaction in
                    async let first: Void = transaction.add("a")
                    async let second: Void = bench.database.add("b")
                    _ = try await (first, second)
                    try await withThrowingTaskGroup { group in
                        group.addTask { try await bench.database.add("c") }
                        group.addTask { #expect(bench.database.isInTransaction) }
                        try await group.waitForAll()
                    }
                    try await Task { try await bench.database.add("d") }.value
                    #expect(try await transaction.countItems() == 4)
                    throw Mishap()
                }
            }
            #expect(bench.statements.count == 7)
            #expect(bench.statements.first == bench.begin && bench.statements.last == "ROLLBACK")
            #expect(Set(bench.journal.statementEvents.map(\.session)).count == 1)
            #expect(try await bench.committed() == [])
        },
        Promise("ten tasks share one session without an error") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { transaction in
                try await withThrowingTaskGroup { group in
                    for number in 0..<10 {
                        group.addTask {
                            for turn in 0..<5 {
                                try await transaction.add("\(number) \(turn)")
                                #expect(try await bench.database.countItems() ?? 0 > turn)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(Set(bench.journal.statementEvents.map(\.session)).count == 1)
            #expect(bench.statements.filter { $0 == bench.begin }.count == 1)
            #expect(bench.statements.last == "COMMIT")
            #expect(try await bench.committed().count == 50)
        },
        Promise("ten child tasks each open blocks, and their savepoints never interleave") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { transaction in
                await withTaskGroup { group in
                    for number in 0..<10 {
                        group.addTask {
                            try? await transaction.withTransaction { inner in
                                try await inner.add("\(number) first")
                                await Task.yield()
                                try await bench.database.add("\(number) second")
                                if number.isMultiple(of: 2) { throw Mishap() }
                            }
                        }
                    }
                }
            }
            let inner = bench.statements.dropFirst().dropLast()
            var remaining = inner[...]
            while let opening = remaining.popFirst() {
                #expect(opening == "SAVEPOINT txkit_1")
                let number = remaining.first.map { $0.filter(\.isNumber) } ?? ""
                let end = Int(number)?.isMultiple(of: 2) == true
                let rest = end ? ["ROLLBACK TO txkit_1", "RELEASE txkit_1"] : ["RELEASE txkit_1"]
                let expected = [adding("\(number) first"), adding("\(number) second")] + rest
                #expect(Array(remaining.prefix(expected.count)) == expected)
                remaining = remaining.dropFirst(expected.count)
            }
            let kept = [1, 3, 5, 7, 9].flatMap { ["\($0) first", "\($0) second"] }
            #expect(try await bench.committed() == kept)
        },
        Promise("an error in a child task that the block rethrows rolls the block back") { site in
            let bench = try await site.bench()
            let mishap = Mishap()
            await expectFailure(mishap) {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    async let child: Void = {
                        try await bench.database.add("b")
                        throw mishap
                    }()
                    try await child
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), adding("b"), "ROLLBACK"])
        },
    ]
}

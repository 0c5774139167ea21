import Testing
import TxKit

extension Promise {
    static let cancelledWaits = [
        Promise("a task cancelled while it waits for a connection stops waiting, and the pool goes on") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.withTransaction { holder in
                try await holder.add("a")
                let waiter = Task.detached { try await bench.database.add("b") }
                await giveOthersTime()
                waiter.cancel()
                await expectCancellation { try await waiter.value }
            }
            try await bench.database.add("c")
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT", adding("c")])
            #expect(bench.database.connectionCounts.idle == 1)
        },
        Promise("a task cancelled while it waits for a block stops waiting, and that block goes on") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                let (isOpen, mayEnd) = (Signal(), Signal())
                async let sibling: Void = outer.withTransaction { inner in
                    try await inner.add("a")
                    isOpen.fire()
                    await mayEnd.wait()
                    try await inner.add("b")
                }
                await isOpen.wait()
                let waiter = Task { try await outer.add("c") }
                await giveOthersTime()
                waiter.cancel()
                await expectCancellation { try await waiter.value }
                mayEnd.fire()
                try await sibling
                try await outer.add("d")
            }
            let sibling = ["SAVEPOINT txkit_1", adding("a"), adding("b"), "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin] + sibling + [adding("d"), "COMMIT"])
            #expect(try await bench.committed() == ["a", "b", "d"])
        },
        Promise("a child task that is cancelled leaves its parent's block whole") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                await withTaskGroup { group in
                    group.addTask {
                        withUnsafeCurrentTask { $0?.cancel() }
                        await expectCancellation { try await outer.add("b") }
                    }
                }
                try await outer.add("c")
            }
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("many cancelled tasks leave no connection lost and no work behind") { site in
            let bench = try await site.bench(connections: 3)
            let tasks = (0..<60).map { number in
                Task.detached {
                    try await bench.database.withTransaction { transaction in
                        try await transaction.add("kept \(number)")
                        if number.isMultiple(of: 3) { withUnsafeCurrentTask { $0?.cancel() } }
                        try await transaction.execute("UPDATE items SET amount = 1 WHERE name = \("kept \(number)")")
                    }
                }
            }
            for (number, task) in tasks.enumerated() where number % 3 == 1 { task.cancel() }
            var succeeded: [String] = []
            for (number, task) in tasks.enumerated() {
                switch await task.result {
                case .success: succeeded.append("kept \(number)")
                case .failure(let error): #expect(error is CancellationError, "\(error)")
                }
            }
            #expect(succeeded.count >= 20)
            #expect(try await bench.committed() == succeeded.sorted())
            let counts = bench.database.connectionCounts
            #expect(counts.open == counts.idle && counts.open <= 3)
        },
    ]
}

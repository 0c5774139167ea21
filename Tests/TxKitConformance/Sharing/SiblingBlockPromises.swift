import Testing
import TxKit

extension Promise {
    static let siblingBlocks = [
        Promise("a statement waits while a sibling's block is open") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                let isOpen = Signal()
                async let sibling: Void = outer.withTransaction { inner in
                    try await inner.add("a")
                    isOpen.fire()
                    await giveOthersTime()
                    try await inner.add("b")
                    inner.markForRollback()
                }
                await isOpen.wait()
                try await outer.add("c")
                try await sibling
            }
            let sibling = ["SAVEPOINT txkit_1", adding("a"), adding("b"), "ROLLBACK TO txkit_1", "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin] + sibling + [adding("c"), "COMMIT"])
            #expect(try await bench.committed() == ["c"])
        },
        Promise("two sibling blocks run one after the other") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                let isOpen = Signal()
                async let first: Void = outer.withTransaction { inner in
                    try await inner.add("a")
                    isOpen.fire()
                    await giveOthersTime()
                    try await inner.add("b")
                }
                await isOpen.wait()
                async let second: Void = bench.database.withTransaction { inner in
                    try await inner.add("c")
                    await giveOthersTime()
                    try await inner.add("d")
                }
                _ = try await (first, second)
            }
            let first = ["SAVEPOINT txkit_1", adding("a"), adding("b"), "RELEASE txkit_1"]
            let second = ["SAVEPOINT txkit_1", adding("c"), adding("d"), "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin] + first + second + ["COMMIT"])
        },
        Promise("of those who wait for a sibling's block, the first who asked goes first") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                let (isOpen, mayEnd) = (Signal(), Signal())
                async let sibling: Void = outer.withTransaction { inner in
                    try await inner.add("sibling")
                    isOpen.fire()
                    await mayEnd.wait()
                }
                await isOpen.wait()
                let tasks = await Starter().start(10) { number, _ in try await outer.add("\(number)") }
                await giveOthersTime()
                mayEnd.fire()
                for task in tasks { try await task.value }
                try await sibling
            }
            let sibling = ["SAVEPOINT txkit_1", adding("sibling"), "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin] + sibling + (1...10).map { adding("\($0)") } + ["COMMIT"])
        },
        Promise("a wait for a block that waits for the waiter ends with both places") { site in
            let bench = try await site.bench(blockWaitTimeout: .milliseconds(100))
            let places = Log()
            await failure(.blockWaitTimeout) {
                try await bench.database.withTransaction { outer in
                    try await outer.add("a")
                    let isOpen = Signal()
                    let child = Task {
                        await isOpen.wait()
                        places.note("\(#fileID):\(#line + 1)")
                        try await outer.add("b")
                    }
                    places.note("\(#fileID):\(#line + 1)")
                    try await outer.withTransaction { inner in
                        try await inner.add("c")
                        isOpen.fire()
                        let error = await failure(.blockWaitTimeout) { try await child.value }
                        for place in places.entries { #expect(error?.message.contains(place) == true) }
                        if let error { throw error }
                    }
                }
            }
            #expect(places.entries.count == 2)
            let inner = ["SAVEPOINT txkit_1", adding("c"), "ROLLBACK TO txkit_1", "RELEASE txkit_1", "ROLLBACK"]
            #expect(bench.statements == [bench.begin, adding("a")] + inner)
        },
        Promise("a wait for a block that is at work is not cut short") { site in
            let bench = try await site.bench(blockWaitTimeout: .seconds(2))
            try await bench.database.withTransaction { outer in
                let isOpen = Signal()
                async let sibling: Void = outer.withTransaction { inner in
                    try await inner.add("a")
                    isOpen.fire()
                    for _ in 0..<5 {
                        try await Task.sleep(for: .milliseconds(500))
                        _ = try await inner.countItems()
                    }
                }
                await isOpen.wait()
                try await outer.add("b")
                try await sibling
            }
            #expect(try await bench.committed() == ["a", "b"])
        },
    ]
}

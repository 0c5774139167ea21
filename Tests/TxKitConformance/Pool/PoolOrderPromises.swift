import Testing
import TxKit

extension Promise {
    static let poolOrder = [
        Promise("connections are used again") { site in
            let bench = try await site.bench()
            for number in 0..<5 { try await bench.database.add("\(number)") }
            #expect(bench.database.connectionCounts.open == 1)
            #expect(bench.database.connectionCounts.idle == 1)
        },
        Promise("who waits longest for a connection gets the next one") { site in
            let bench = try await site.bench(connections: 1)
            let log = Log()
            let (isHeld, mayEnd) = (Signal(), Signal())
            let holder = Task {
                try await bench.database.withConnection { _ in
                    isHeld.fire()
                    await mayEnd.wait()
                }
            }
            await isHeld.wait()
            let tasks = await Starter().start(20) { number, starter in
                try await bench.database.withConnection { connection in
                    log.note("\(number)")
                    _ = try await connection.countItems()
                }
            }
            await giveOthersTime()
            mayEnd.fire()
            for task in tasks { try await task.value }
            try await holder.value
            #expect(log.entries == (1...20).map(String.init))
        },
        Promise("a wait that takes too long names who has the connections") { site in
            let bench = try await site.bench(connections: 2, acquireTimeout: .milliseconds(400))
            let line: UInt = #line + 1
            try await bench.database.withConnection { _ in
                try await Task.detached {
                    try await bench.database.withTransaction { _ in
                        let error = await failure(.poolTimeout) {
                            try await Task.detached { try await bench.database.add("a") }.value
                        }
                        #expect(error?.message.contains("\(#fileID):\(line)") == true)
                        #expect(error?.message.contains("\(#fileID):\(line + 2)") == true)
                        #expect(error?.message.contains("bench") == true)
                        #expect(error?.place?.line == line + 4)
                    }
                }.value
            }
            try await bench.database.add("b")
            #expect(try await bench.committed() == ["b"])
        },
        Promise("asking for a second connection inside a block, with a pool of one, ends with advice") { site in
            let bench = try await site.bench(connections: 1, acquireTimeout: .milliseconds(400))
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                let error = await failure(.poolTimeout) {
                    try await Task.detached { try await bench.database.add("b") }.value
                }
                #expect(error?.message.contains("inside a block") == true)
                #expect(error?.message.contains("maximumConnections") == true)
                try await transaction.add("c")
            }
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("a connection with a failed transaction is not handed on") { site in
            let bench = try await site.bench(connections: 1)
            for _ in 1...3 {
                try? await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    try? await transaction.fail()
                    try await transaction.withTransaction { try await $0.fail() }
                }
                try? await bench.database.withConnection { connection in
                    try await connection.execute("BEGIN")
                    try await connection.fail()
                }
                try await bench.database.withConnection { connection in
                    #expect(connection.serverState == .idle)
                    let count = try await connection.countItems()
                    #expect(count == 0)
                }
            }
        },
    ]
}

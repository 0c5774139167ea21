import Testing
import TxKit

extension Promise {
    static let controlByHand = [
        Promise("a connection of one's own may be controlled by hand outside of any block") { site in
            let bench = try await site.bench()
            try await bench.database.withConnection { connection in
                #expect(connection.serverState == .idle)
                try await connection.execute("BEGIN")
                #expect(connection.serverState == .inTransaction)
                try await connection.add("a")
                try await connection.execute("SAVEPOINT x")
                try await connection.add("b")
                try await connection.execute("ROLLBACK TO x")
                try await connection.execute("COMMIT")
                #expect(connection.serverState == .idle)
            }
            let sent = ["BEGIN", adding("a"), "SAVEPOINT x", adding("b"), "ROLLBACK TO x", "COMMIT"]
            #expect(bench.statements == sent)
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a transaction by hand that is left open is rolled back, and the connection is fit for use") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.withConnection { connection in
                try await connection.execute("BEGIN")
                try await connection.add("a")
            }
            let mishap = Mishap()
            await expectFailure(mishap) {
                try await bench.database.withConnection { connection in
                    try await connection.execute("BEGIN")
                    try await connection.add("b")
                    await failure { try await connection.fail() }
                    throw mishap
                }
            }
            let sent = ["BEGIN", adding("a"), "ROLLBACK", "BEGIN", adding("b"), failing, "ROLLBACK"]
            #expect(bench.statements == sent)
            try await bench.database.withTransaction { try await $0.add("c") }
            #expect(bench.database.connectionCounts.open == 1)
            #expect(try await bench.committed() == ["c"])
        },
        Promise("a block on a connection with a transaction by hand is refused") { site in
            let bench = try await site.bench()
            try await bench.database.withConnection { connection in
                try await connection.execute("BEGIN")
                try await connection.add("a")
                for nesting in [Nesting.savepoint, .join, .durable] {
                    await failure(.transactionControlRefused) {
                        try await connection.withTransaction(nesting) { try await $0.add("b") }
                    }
                }
                await failure(.transactionControlRefused) { try await bench.database.withTransaction { _ in } }
                try await connection.execute("COMMIT")
                try await connection.withTransaction { try await $0.add("c") }
            }
            let sent = ["BEGIN", adding("a"), "COMMIT", bench.begin, adding("c"), "COMMIT"]
            #expect(bench.statements == sent)
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("inside a block its connection may not be controlled by hand") { site in
            let bench = try await site.bench()
            try await bench.database.withConnection { connection in
                try await connection.withTransaction { transaction in
                    try await transaction.add("a")
                    await failure(.transactionControlRefused) { try await connection.execute("COMMIT") }
                    await failure(.transactionControlRefused) { try await connection.execute("SAVEPOINT x") }
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT"])
        },
        Promise("lists and scripts inside a transaction by hand are part of it") { site in
            let bench = try await site.bench()
            try await bench.database.withConnection { connection in
                try await connection.execute("BEGIN")
                try await connection.execute([SQLStatement(raw: adding("a")), SQLStatement(raw: adding("b"))])
                try await connection.executeScript(adding("c"))
                #expect(connection.serverState == .inTransaction)
                try await connection.execute("ROLLBACK")
            }
            #expect(bench.statements == ["BEGIN", adding("a"), adding("b"), adding("c"), "ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("transaction control in a list is refused on a connection too") { site in
            let bench = try await site.bench()
            _ = try await bench.database.withConnection { connection in
                await failure(.transactionControlRefused) {
                    try await connection.execute(["BEGIN", SQLStatement(raw: adding("a"))])
                }
            }
            #expect(bench.statements == [])
        },
    ]
}

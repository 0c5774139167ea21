import Testing
import TxKit

private func list(_ texts: String...) -> [SQLStatement] { texts.map { SQLStatement(raw: $0) } }

extension Promise {
    static let lists = [
        Promise("a list outside of a block is a transaction of its own") { site in
            let bench = try await site.bench()
            let rows = try await bench.database.execute(list(adding("a"), "UPDATE items SET amount = 1", adding("b")))
            #expect(rows == [1, 1, 1])
            let sent = [bench.begin, adding("a"), "UPDATE items SET amount = 1", adding("b"), "COMMIT"]
            #expect(bench.statements == sent)
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("a list outside of a block that fails leaves nothing") { site in
            let bench = try await site.bench(connections: 1)
            let line: UInt = #line + 2
            let error = await failure(.notNullViolation) {
                try await bench.database.execute(list(adding("a"), failing, adding("b")))
            }
            #expect(error?.statement == failing && error?.place?.line == line)
            #expect(bench.statements == [bench.begin, adding("a"), failing, "ROLLBACK"])
            try await bench.database.add("c")
            #expect(try await bench.committed() == ["c"])
        },
        Promise("a list that fails on a connection leaves no transaction open there") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.withConnection { connection in
                await failure(.notNullViolation) { try await connection.execute(list(adding("a"), failing)) }
                #expect(connection.serverState == .idle)
                #expect(bench.statements == [bench.begin, adding("a"), failing, "ROLLBACK"])
                try await connection.add("b")
            }
            #expect(try await bench.committed() == ["b"])
        },
        Promise("a list inside a block opens nothing, and stops at its first failure") { site in
            let bench = try await site.bench()
            try? await bench.database.withTransaction { transaction in
                try await transaction.execute(list(adding("a"), adding("b")))
                await failure(.notNullViolation) {
                    try await transaction.execute(list(adding("c"), failing, adding("d")))
                }
            }
            let sent = [bench.begin, adding("a"), adding("b"), adding("c"), failing]
            #expect(bench.statements.dropLast() == sent[...])
            // What ran before the failure stays if the block does.
            #expect(try await bench.committed() == (site.dialect == .sqlite ? ["a", "b", "c"] : []))
        },
        Promise("the first list of a nested block opens all its blocks in the same round trip") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                _ = try await outer.withTransaction { try await $0.execute(list(adding("a"), adding("b"))) }
            }
            let sent = [bench.begin, "SAVEPOINT txkit_1", adding("a"), adding("b"), "RELEASE txkit_1", "COMMIT"]
            #expect(bench.statements == sent)
        },
        Promise("an empty list sends nothing") { site in
            let bench = try await site.bench()
            #expect(try await bench.database.execute([SQLStatement]()) == [])
            let inside = try await bench.database.withTransaction { try await $0.execute([SQLStatement]()) }
            #expect(inside == [])
            #expect(bench.statements == [])
        },
        Promise("a list of one is sent as it is") { site in
            let bench = try await site.bench()
            #expect(try await bench.database.execute(list(adding("a"))) == [1])
            #expect(bench.statements == [adding("a")])
        },
    ]
}

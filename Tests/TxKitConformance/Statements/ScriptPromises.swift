import Testing
import TxKit

extension Promise {
    static let scripts = [
        Promise("a script outside of a block is a transaction of its own") { site in
            let bench = try await site.bench()
            let script = "\(adding("a")); -- a note; with a semicolon\n\(adding("b; c"));\n"
            try await bench.database.executeScript(script)
            #expect(bench.statements == [bench.begin, script, "COMMIT"])
            #expect(try await bench.committed() == ["a", "b; c"])
        },
        Promise("a script outside of a block that fails leaves nothing") { site in
            let bench = try await site.bench(connections: 1)
            let script = "\(adding("a")); \(failing); \(adding("b"))"
            await failure(.notNullViolation) { try await bench.database.executeScript(script) }
            #expect(bench.statements == [bench.begin, script, "ROLLBACK"])
            try await bench.database.add("c")
            #expect(try await bench.committed() == ["c"])
        },
        Promise("a script inside a block is part of it") { site in
            let bench = try await site.bench()
            await failure {
                try await bench.database.withTransaction { transaction in
                    try await transaction.executeScript("\(adding("a")); \(adding("b"))")
                    #expect(try await transaction.countItems() == 2)
                    throw Mishap()
                }
            }
            #expect(bench.statements.first == bench.begin && bench.statements.last == "ROLLBACK")
            #expect(try await bench.committed() == [])
        },
        Promise("a script inside a block takes effect as a whole or not at all") { site in
            let bench = try await site.bench()
            try? await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                await failure(.notNullViolation) {
                    try await transaction.executeScript("\(adding("b")); \(failing); \(adding("c"))")
                }
            }
            // PostgreSQL cannot commit the block then; SQLite keeps what came before the script.
            #expect(try await bench.committed() == (site.dialect == .sqlite ? ["a"] : []))
        },
        Promise("a script with a failure in a nested block leaves the outer block whole") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                await failure(.notNullViolation) {
                    try await outer.withTransaction { try await $0.executeScript("\(adding("b")); \(failing)") }
                }
                try await outer.add("c")
            }
            #expect(try await bench.committed() == ["a", "c"])
        },
    ]
}

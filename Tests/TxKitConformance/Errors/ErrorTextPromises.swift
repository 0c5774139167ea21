import Testing
import TxKit

extension Promise {
    static let errorTexts = [
        Promise("an error's description shows no values, and its debug description does") { site in
            let bench = try await site.bench()
            try await bench.database.execute("INSERT INTO items (name) VALUES (\("s3cret"))")
            let line: UInt = #line + 2
            let error = await failure(.uniqueViolation) {
                try await bench.database.execute("INSERT INTO items (name) VALUES (\("s3cret"))")
            }
            guard let error else { return }
            #expect(!"\(error)".contains("s3cret"))
            #expect("\(error)".contains("INSERT INTO items (name) VALUES ("))
            #expect(error.debugDescription.contains("'s3cret'"))
            #expect("\(error)".contains("\(#fileID):\(line)"))
        },
        Promise("an error behind another shows no values either") { site in
            let bench = try await site.bench()
            try await bench.database.execute("INSERT INTO items (name) VALUES (\("s3cret"))")
            let error = await failure {
                try await bench.database.withTransaction { transaction in
                    await failure { try await transaction.execute("INSERT INTO items (name) VALUES (\("s3cret"))") }
                    switch site.dialect {
                    case .sqlite:
                        try await transaction.execute("INSERT OR ROLLBACK INTO items (name) VALUES (\("s3cret"))")
                    case .postgresql: break
                    }
                }
            }
            #expect(!String(describing: error).isEmpty && !"\(error as! DatabaseError)".contains("s3cret"))
            #expect((error as? DatabaseError)?.debugDescription.contains("s3cret") == true)
        },
        Promise("an error about a value that does not fit shows no value in its description") { site in
            let bench = try await site.bench()
            try await bench.database.execute("INSERT INTO items (name, amount) VALUES ('s3cret', 987654)")
            let row = try await bench.database.queryOne("SELECT name, amount FROM items")
            let range = await failure(.valueOutOfRange) { try row?.get("amount", as: Int8.self) }
            let mismatch = await failure(.typeMismatch) { try row?.get("name", as: Int.self) }
            for error in [range, mismatch].compactMap(\.self) {
                #expect(!error.description.contains("987654") && !error.description.contains("s3cret"))
            }
            #expect(range?.debugDescription.contains("987654") == true)
            #expect(mismatch?.debugDescription.contains("s3cret") == true)
        },
        Promise("an error says where the call stands that failed") { site in
            let bench = try await site.bench()
            let line: UInt = #line + 1
            let outside = await failure(.notNullViolation) { try await bench.database.fail() }
            let inside = await failure(.notNullViolation) {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    try await transaction.fail()
                }
            }
            #expect(outside?.place?.line == line)
            #expect(inside?.place?.line == line + 4)
            #expect(inside?.place?.fileID == #fileID)
        },
    ]
}

import Testing
import TxKit

extension Promise {
    static let beginModes = [
        Promise("a begin mode is SQLite's; other engines do not look at it") { site in
            let bench = try await site.bench()
            for mode in SQLiteBeginMode.allCases {
                try await bench.database.withTransaction(options: .init(beginMode: mode)) { transaction in
                    try await transaction.add(mode.rawValue)
                }
            }
            let begins = bench.statements.filter { $0.hasPrefix("BEGIN") }
            switch site.dialect {
            case .sqlite: #expect(begins == ["BEGIN DEFERRED", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
            case .postgresql: #expect(begins == ["BEGIN", "BEGIN", "BEGIN"])
            }
        },
        Promise("a begin mode inside another block") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                func nested() async throws {
                    try await outer.withTransaction(options: .init(beginMode: .exclusive)) { try await $0.add("b") }
                }
                switch site.dialect {
                case .sqlite: await failure(.optionNotPossible) { try await nested() }
                case .postgresql: try await nested()
                }
            }
            #expect(try await bench.committed() == (site.dialect == .sqlite ? ["a"] : ["a", "b"]))
        },
        Promise("a block waits for the writer before it, and both commit") { site in
            let bench = try await site.bench()
            let (hasWritten, mayEnd) = (Signal(), Signal())
            async let first: Void = bench.database.withTransaction { transaction in
                try await transaction.add("a")
                hasWritten.fire()
                await mayEnd.wait()
            }
            await hasWritten.wait()
            async let second: Void = bench.database.withTransaction { try await $0.add("b") }
            await giveOthersTime()
            mayEnd.fire()
            _ = try await (first, second)
            #expect(try await bench.committed() == ["a", "b"])
        },
    ]
}

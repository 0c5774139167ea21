import Testing
import TxKit

extension Promise {
    static let isolation = [
        Promise("a block has the isolation level it asks for") { site in
            let bench = try await site.bench()
            for level in IsolationLevel.allCases {
                bench.journal.removeAll()
                try await bench.database.withTransaction(options: .init(isolation: level)) { transaction in
                    switch site.dialect {
                    case .sqlite:
                        // Always serializable, which the standard allows for each level.
                        try await transaction.add(level.rawValue)
                        #expect(bench.statements.first == "BEGIN IMMEDIATE")
                    case .postgresql:
                        let given = try await transaction.scalar("SHOW transaction_isolation", as: String.self)
                        #expect(given?.uppercased() == level.rawValue)
                        #expect(bench.statements.first == "BEGIN ISOLATION LEVEL \(level.rawValue)")
                    }
                }
            }
        },
        Promise("a block inside another cannot have an isolation level, and says so before sending") { site in
            let bench = try await site.bench()
            let line: UInt = #line + 1
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                for nesting in [Nesting.savepoint, .join] {
                    for level in [IsolationLevel.readCommitted, .serializable] {
                        let error = await failure(.optionNotPossible) {
                            try await outer.withTransaction(nesting, options: .init(isolation: level)) { _ in
                                Issue.record("the closure ran")
                            }
                        }
                        #expect(error?.message.contains("\(#fileID):\(line)") == true)
                        #expect(error?.message.contains(level.rawValue) == true)
                    }
                }
                try await outer.add("b")
            }
            #expect(bench.statements == [bench.begin, adding("a"), adding("b"), "COMMIT"])
        },
        Promise("a block inside another cannot be deferrable") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                for nesting in [Nesting.savepoint, .join] {
                    await failure(.optionNotPossible) {
                        try await outer.withTransaction(nesting, options: .init(deferrable: true)) { _ in }
                    }
                }
            }
            #expect(bench.statements == [])
        },
        Promise("a deferrable block is one, where the engine has it, or is refused") { site in
            let bench = try await site.bench()
            let options = TransactionOptions(isolation: .serializable, readOnly: true, deferrable: true)
            switch site.dialect {
            case .sqlite:
                await failure(.optionNotPossible) {
                    try await bench.database.withTransaction(options: options) { try await $0.add("a") }
                }
                #expect(bench.statements == [])
            case .postgresql:
                try await bench.database.withTransaction(options: options) { transaction in
                    let given = try await transaction.scalar("SHOW transaction_deferrable", as: String.self)
                    #expect(given == "on")
                }
                #expect(bench.statements.first == "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE")
                await failure(.optionNotPossible) {
                    try await bench.database.withTransaction(options: .init(deferrable: true)) { _ in }
                }
            }
        },
        Promise("an option that cannot be had leaves the connection fit for use") { site in
            let bench = try await site.bench(connections: 1)
            await failure(.optionNotPossible) {
                try await bench.database.withTransaction(options: .init(deferrable: true)) { _ in }
            }
            try await bench.database.withTransaction { try await $0.add("a") }
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT"])
        },
    ]
}

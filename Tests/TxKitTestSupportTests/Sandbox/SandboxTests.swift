import Synchronization
import Testing
import TxKit
import TxKitTestSupport

@Suite struct SandboxTests {
    struct Failure: Error, Equatable {}

    @Test("a rollback sandbox shows the test its writes and nobody else", arguments: TestDatabase.both)
    func rollbackIsInvisible(_ database: TestDatabase) async throws {
        let before = try await outsideDump(database)
        try await Sandbox.run(.rollback, on: [database], test: "invisible") { sandbox in
            try await database.database.withTransaction { transaction in
                try await transaction.execute("INSERT INTO parents (name) VALUES ('third')")
            }
            #expect(try await database.database.scalar("SELECT count(*) FROM parents", as: Int.self) == 3)
            let outside = try await sandbox.withOutsideConnection(to: database) { try await dump($0) }
            #expect(outside == before)
        }
        #expect(try await outsideDump(database) == before)
    }

    @Test("a truncate sandbox commits, and brings rows and keys of the baseline back", arguments: TestDatabase.both)
    func truncateRestores(_ database: TestDatabase) async throws {
        let before = try await outsideDump(database)
        for _ in 1...2 {
            try await Sandbox.run(.truncate, on: [database], test: "restores") { sandbox in
                let key = try await database.database.scalar(
                    "INSERT INTO parents (name) VALUES ('third') RETURNING id", as: Int.self
                )
                #expect(key == 3)
                try await database.database.execute("INSERT INTO children (parent_id, name) VALUES (3, 'x')")
                try await database.database.execute("UPDATE parents SET favourite = 1 WHERE id = 3")
                try await database.database.execute("UPDATE children SET name = 'changed' WHERE id = 1")
                try await database.database.execute("INSERT INTO \(identifier: "Odd name") (note) VALUES ('n')")
                let outside = try await sandbox.withOutsideConnection(to: database) {
                    try await $0.scalar("SELECT count(*) FROM parents", as: Int.self)
                }
                #expect(outside == 3)
            }
        }
        try await Sandbox.run(.truncate, on: [database], test: "deletes") { _ in
            try await database.database.execute(["DELETE FROM children", "DELETE FROM parents"])
        }
        #expect(try await outsideDump(database) == before)
    }

    @Test("the sandbox sends one BEGIN with the first statement and one ROLLBACK", arguments: TestDatabase.both)
    func statements(_ database: TestDatabase) async throws {
        let journal = try await Sandbox.run(.rollback, on: [database], test: "statements") { sandbox in
            try await database.database.withTransaction { transaction in
                _ = try await transaction.scalar("SELECT 1", as: Int.self)
            }
            return sandbox.journal
        }
        let begin = database.engine.dialect == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN"
        #expect(journal.statements == [begin, "SAVEPOINT txkit_1", "SELECT 1", "RELEASE txkit_1", "ROLLBACK"])
        #expect(
            journal.statementEvents.map(\.opener) == [.harness, .application, .application, .application, .harness])
        let idle = try await Sandbox.run(.rollback, on: [database], test: "idle") { $0.journal }
        #expect(idle.statements.isEmpty)
    }

    @Test("what the closure throws comes out unchanged, and nothing is left", arguments: TestDatabase.both)
    func errors(_ database: TestDatabase) async throws {
        let before = try await outsideDump(database)
        for strategy in SandboxStrategy.allCases {
            await #expect(throws: Failure()) {
                try await Sandbox.run(strategy, on: [database], test: "throws") { _ in
                    try await database.database.execute("INSERT INTO parents (name) VALUES ('third')")
                    throw Failure()
                }
            }
        }
        #expect(try await outsideDump(database) == before)
    }

    @Test("an autocommit statement that fails harms nothing, as in production", arguments: TestDatabase.both)
    func heals(_ database: TestDatabase) async throws {
        try await Sandbox.run(.rollback, on: [database], test: "heals") { _ in
            try await database.database.execute("INSERT INTO parents (name) VALUES ('third')")
            await #expect(throws: DatabaseError.self) {
                try await database.database.execute("INSERT INTO parents (name) VALUES ('third')")
            }
            #expect(try await database.database.scalar("SELECT count(*) FROM parents", as: Int.self) == 3)
        }
    }

    @Test("hooks run at the end of the outermost application block", arguments: TestDatabase.both)
    func hooks(_ database: TestDatabase) async throws {
        for strategy in SandboxStrategy.allCases {
            try await Sandbox.run(strategy, on: [database], test: "hooks") { _ in
                let ran = Mutex<[String]>([])
                try await database.database.withTransaction { outer in
                    try await outer.withTransaction { inner in
                        try await inner.execute("INSERT INTO parents (name) VALUES ('third')")
                        inner.afterCommit {
                            #expect(!database.database.isInTransaction)
                            ran.withLock { $0.append("hook") }
                        }
                    }
                    ran.withLock { $0.append("block") }
                }
                #expect(ran.withLock { $0 } == ["block", "hook"])
                #expect(!database.database.isInTransaction)
                #expect(throws: DatabaseError.self) { try database.database.requireTransaction() }
                try await database.database.withTransaction(.durable) { try await $0.execute("DELETE FROM children") }
            }
        }
    }

    private func outsideDump(_ database: TestDatabase) async throws -> String {
        try await Sandbox.run(.rollback, on: [database], test: "dump") { sandbox in
            try await sandbox.withOutsideConnection(to: database) { try await dump($0) }
        }
    }
}

import FoundationEssentials
import Testing
import TxKit
import TxKitSQLite

@Suite struct BackupTests {
    @Test(arguments: [true, false])
    func copiesTheWholeDatabase(fromMemory: Bool) async throws {
        try await withFolder { folder in
            let source = try await connect(fromMemory ? .memory : .file(folder + "/a.db"))
            try await source.query("CREATE TABLE t (v)")
            try await source.query("INSERT INTO t VALUES (1), (zeroblob(50000))")
            try Data("not a database, and to be replaced".utf8).write(to: URL(filePath: folder + "/c.db"))
            try await source.backup(to: folder + "/b.db")
            let copy = try await connect(.file(folder + "/b.db"))
            #expect(try await copy.value("SELECT count(*) FROM t") == .integer(2))
            #expect(try await copy.value("PRAGMA integrity_check") == .text("ok"))
            try await source.query("DELETE FROM t")
            await copy.close()
            try await source.backup(to: folder + "/b.db")
            #expect(!FileManager.default.fileExists(atPath: folder + "/b.db-wal"))
            let again = try await connect(.file(folder + "/b.db"))
            #expect(try await again.value("SELECT count(*) FROM t") == .integer(0))
            await again.close()
            await source.close()
        }
    }

    @Test func saysWhyItCannotCopy() async throws {
        try await withFolder { folder in
            let source = try await connect()
            let missing = await #expect(throws: DatabaseError.self) { try await source.backup(to: folder + "/no/b.db") }
            #expect(missing?.code == .connectionFailed)
            #expect(missing?.message.contains("does not exist; make it first") == true)
            try await source.query("BEGIN IMMEDIATE")
            try await source.query("CREATE TABLE t (v)")
            let writing = await #expect(throws: DatabaseError.self) { try await source.backup(to: folder + "/b.db") }
            #expect(writing?.code == .busy)
            #expect(writing?.message.contains("End it first") == true)
        }
    }
}

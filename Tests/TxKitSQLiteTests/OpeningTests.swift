import FoundationEssentials
import Logging
import Testing
import TxKit
import TxKitSQLite

@Suite struct OpeningTests {
    @Test func setsUpAFileByDefault() async throws {
        try await withFolder { folder in
            let connection = try await connect(.file(folder + "/a.db"))
            #expect(try await connection.value("PRAGMA journal_mode") == .text("wal"))
            #expect(try await connection.value("PRAGMA synchronous") == .integer(1))
            #expect(try await connection.value("PRAGMA foreign_keys") == .integer(1))
            try await connection.query("CREATE TABLE t (v)")
            #expect(FileManager.default.fileExists(atPath: folder + "/a.db-wal"))
            await connection.close()
        }
    }

    @Test(arguments: [
        (SQLiteOptions(journalMode: .delete), "delete", 2),
        (SQLiteOptions(synchronous: .full), "wal", 2),
        (SQLiteOptions(synchronous: .off), "wal", 0),
        (SQLiteOptions(journalMode: .delete, synchronous: .normal), "delete", 1),
    ])
    func appliesModes(options: SQLiteOptions, journal: String, synchronous: Int64) async throws {
        try await withFolder { folder in
            let connection = try await connect(.file(folder + "/a.db"), options)
            #expect(try await connection.value("PRAGMA journal_mode") == .text(journal))
            #expect(try await connection.value("PRAGMA synchronous") == .integer(synchronous))
            await connection.close()
        }
    }

    @Test(arguments: [true, false])
    func enforcesForeignKeysAsAsked(enforced: Bool) async throws {
        let connection = try await connect(.memory, SQLiteOptions(foreignKeys: enforced))
        try await connection.query("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        try await connection.query("CREATE TABLE b (a REFERENCES a (id))")
        let failure = await connection.failure("INSERT INTO b VALUES (1)")
        #expect(failure?.code == (enforced ? .foreignKeyViolation : nil))
    }

    @Test func leavesMemoryAndReadOnlyFilesAsTheyAre() async throws {
        #expect(try await connect().value("PRAGMA journal_mode") == .text("memory"))
        try await withFolder { folder in
            let writer = try await connect(.file(folder + "/a.db"), SQLiteOptions(journalMode: .delete))
            try await writer.query("CREATE TABLE t (v)")
            await writer.close()
            let reader = try await connect(.uri("file:\(folder)/a.db?mode=ro"))
            #expect(try await reader.value("PRAGMA journal_mode") == .text("delete"))
            #expect(await reader.failure("INSERT INTO t VALUES (1)")?.code == .readOnly)
            await reader.close()
        }
    }

    @Test func opensOneNewFileFromManyConnectionsAtOnce() async throws {
        try await withFolder { folder in
            try await withThrowingTaskGroup(of: SQLiteConnection.self) { group in
                for _ in 0..<8 { group.addTask { try await connect(.file(folder + "/a.db")) } }
                for try await connection in group {
                    #expect(try await connection.value("PRAGMA journal_mode") == .text("wal"))
                    await connection.close()
                }
            }
        }
    }

    @Test func waitsForTheFileToSwitchItsJournalMode() async throws {
        try await withFolder { folder in
            let holder = try await connect(.file(folder + "/a.db"), SQLiteOptions(journalMode: .delete))
            try await holder.query("BEGIN IMMEDIATE")
            let refused = await openingFailure(.file(folder + "/a.db"), SQLiteOptions(busyTimeout: .milliseconds(20)))
            #expect(refused?.code == .connectionFailed)
            #expect((refused?.cause as? DatabaseError)?.code == .busy)
            async let opening = connect(.file(folder + "/a.db"))
            try await Task.sleep(for: .milliseconds(30))
            try await holder.query("COMMIT")
            let connection = try await opening
            #expect(try await connection.value("PRAGMA journal_mode") == .text("wal"))
            await connection.close()
            await holder.close()
        }
    }

    @Test func readsAPathThatLooksLikeAURIAsAPath() {
        #expect(SQLiteLocation.file("file:a.db").description == "file:a.db")
        #expect(SQLiteDriver(location: .file("file::memory:")).connectionLimit == nil)
    }

    @Test func decodesThePathOfAURI() async throws {
        try await withFolder { folder in
            let connection = try await connect(.uri("file://localhost\(folder)/a%20b.db?mode=rwc#x"))
            #expect(FileManager.default.fileExists(atPath: folder + "/a b.db"))
            #expect(try await connection.value("PRAGMA journal_mode") == .text("wal"))
            await connection.close()
        }
    }

    @Test(arguments: [
        ("/missing/a.db", "The folder FOLDER/missing does not exist; make it first."),
        ("", "It is a folder; give the path of a file in it."),
        ("/text", "file is not a database"),
    ])
    func saysWhyAFileCannotBeOpened(path: String, part: String) async throws {
        try await withFolder { folder in
            let text = Data(String(repeating: "This is no database. ", count: 100).utf8)
            try text.write(to: URL(filePath: folder + "/text"))
            let failure = await openingFailure(.file(folder + path))
            #expect(failure?.code == .connectionFailed)
            #expect(failure?.message.contains(part.replacing("FOLDER", with: folder)) == true)
            #expect(failure?.message.contains(folder + path) == true)
        }
    }

    @Test func makesNoFileInReadOnlyMode() async throws {
        try await withFolder { folder in
            let failure = await openingFailure(try .uri("file:\(folder)/a.db?mode=ro"))
            #expect(failure?.code == .connectionFailed)
            #expect(failure?.message.contains("read-only mode makes none") == true)
            #expect(!FileManager.default.fileExists(atPath: folder + "/a.db"))
        }
    }

    @Test func saysThatAFileMayNotBeRead() async throws {
        try await withFolder { folder in
            let path = folder + "/a.db"
            try Data(String(repeating: "x", count: 2000).utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
            // A process with every right can read it all the same, and finds no database in it.
            let failure = await openingFailure(.file(path))
            let mayRead = FileManager.default.isReadableFile(atPath: path)
            #expect(failure?.code == .connectionFailed)
            #expect(failure?.message.contains(mayRead ? "not a database" : "may read and write the file") == true)
        }
    }

    private func openingFailure(
        _ location: SQLiteLocation,
        _ options: SQLiteOptions = SQLiteOptions()
    ) async -> DatabaseError? {
        do {
            _ = try await SQLiteDriver(location: location, options: options).connect(logger: Logger(label: "test"))
            return nil
        } catch {
            return error
        }
    }
}

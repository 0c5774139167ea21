import Foundation
import Testing
import TxKit

@testable import TxKitTestSupport

@Suite("Finding the server's programs")
struct PostgresSearchTests {
    @Test("TXKIT_POSTGRES_BIN comes first")
    func namedFolder() throws {
        let machine = try FakeMachine()
        let named = try machine.install("own")
        try machine.install("pg/16/bin")
        #expect(try machine.search(["TXKIT_POSTGRES_BIN": named]).find().binFolder == named)
    }

    @Test("A TXKIT_POSTGRES_BIN without a server is an error that names it, whatever else is installed")
    func wrongFolder() throws {
        let machine = try FakeMachine()
        try machine.install("pg/16/bin")
        let error = #expect(throws: DatabaseError.self) {
            try machine.search(["TXKIT_POSTGRES_BIN": "/nowhere"]).find()
        }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("/nowhere") == true)
    }

    @Test("pg_config's folder comes before PATH, and PATH before the packagers' folders")
    func order() throws {
        let machine = try FakeMachine()
        try machine.install("pg/16/bin")
        let onPath = try machine.install("path")
        let configured = try machine.install("configured")
        let path = ["PATH": "/nowhere:\(onPath)"]
        #expect(try machine.search(path).find().binFolder == onPath)
        try machine.program("path/pg_config")
        #expect(try machine.search(path, bindir: configured + "\n").find().binFolder == configured)
    }

    @Test("A pg_config of a client without a server is passed over")
    func clientOnly() throws {
        let machine = try FakeMachine()
        let onPath = try machine.install("path")
        try machine.program("path/pg_config")
        #expect(try machine.search(["PATH": onPath], bindir: machine.folder + "/client").find().binFolder == onPath)
    }

    @Test("The highest version is taken by number, and half an installation is none")
    func highest() throws {
        let machine = try FakeMachine()
        try machine.install("pg/9.6/bin")
        let newest = try machine.install("pg/17/bin")
        try machine.program("pg/18/bin/postgres")
        #expect(try machine.search([:]).find().binFolder == newest)
    }

    @Test("Without any server the error names what to install")
    func none() throws {
        let machine = try FakeMachine()
        let error = #expect(throws: DatabaseError.self) { try machine.search([:]).find() }
        #expect(error?.code == .connectionFailed)
        for word in ["make setup", "apt-get install postgresql", "postgresql@17", "TXKIT_POSTGRES_BIN"] {
            #expect(error?.message.contains(word) == true)
        }
    }

    @Test("The version is read from the banner")
    func banner() {
        #expect(PostgresInstallation.version(inBanner: "postgres (PostgreSQL) 17.5 (Debian 17.5-1)\n") == "17.5")
        #expect(PostgresInstallation.version(inBanner: "postgres (PostgreSQL) 18beta1") == "18beta1")
        #expect(PostgresInstallation.version(inBanner: "postgres: not found") == nil)
    }
}

/// A folder that stands for a machine's file system and is removed with this object.
private final class FakeMachine {
    let folder: String

    init() throws {
        folder = Files.besides("/tmp/txkit-t", "search")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @discardableResult
    func install(_ name: String) throws -> String {
        for program in ["initdb", "postgres"] { try self.program(name + "/" + program) }
        return folder + "/" + name
    }

    func program(_ name: String) throws {
        let url = URL(fileURLWithPath: folder + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
    }

    func search(_ environment: [String: String], bindir: String? = nil) -> PostgresSearch {
        var search = PostgresSearch(environment: environment, patterns: [folder + "/pg/*/bin"])
        search.output = { command in
            command.last == "--bindir" ? bindir : "postgres (PostgreSQL) 17.5"
        }
        return search
    }
}

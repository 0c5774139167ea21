import Testing

@testable import TxKitTestSupport

@Suite("The shared server", .enabled(if: !TestPostgres.isExternal, "TXKIT_POSTGRES_URL names another server."))
struct TestPostgresTests {
    @Test("Every call in a process gives the same server, which answers")
    func sameServer() async throws {
        let urls = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await TestPostgres.url() } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(urls.count == 1)
        let url = try #require(urls.first)
        let version = try #require(try await TestPostgres.version())
        #expect(try await Psql.run("SHOW server_version", on: url).hasPrefix(version))
        #expect(try await Psql.run("SELECT rolsuper FROM pg_roles WHERE rolname = current_user", on: url) == "t")
    }

    @Test("Nothing but the socket is listened on, and nothing is written through to the disk")
    func settings() async throws {
        let url = try await TestPostgres.url()
        for (name, value) in [
            ("listen_addresses", ""), ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"),
            ("max_connections", "500"), ("max_prepared_transactions", "10"), ("server_encoding", "UTF8"),
            ("TimeZone", "UTC"),
        ] {
            #expect(try await Psql.run("SHOW \(name)", on: url) == value, "\(name)")
        }
    }

    @Test("Another database is asked for by its name")
    func otherDatabase() async throws {
        let url = try await TestPostgres.url(database: "template1")
        #expect(try await Psql.run("SELECT current_database()", on: url) == "template1")
    }

    @Test("Another process finds the same server")
    func otherProcess() async throws {
        let url = try await TestPostgres.url()
        let started = try await Psql.run("SELECT pg_postmaster_start_time()", on: url)
        let result = try await #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let url = try await TestPostgres.url()
            print("started=" + (try await Psql.run("SELECT pg_postmaster_start_time()", on: url)) + ";")
        }
        #expect(String(decoding: result.standardOutputContent, as: UTF8.self).contains("started=\(started);"))
    }
}

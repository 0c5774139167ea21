#if Hummingbird
    import Testing

    @testable import SampleApp

    /// What `--database` takes.
    @Suite struct DatabaseAddressTests {
        @Test(arguments: ["postgres://localhost/app", "postgresql://u:p@h:1/app", "PostgreSQL:///app?host=/tmp"])
        func aPostgreSQLURL(_ text: String) throws {
            #expect(try DatabaseAddress(text).kind == .postgresql(url: text))
        }

        @Test(arguments: [
            ("app.db", "app.db"), ("/data/app.db", "/data/app.db"), ("sqlite:app.db", "app.db"),
            ("sqlite::memory:", ":memory:"), (":memory:", ":memory:"), ("a:b.db", "a:b.db"), ("sqlite", "sqlite"),
        ])
        func aSQLitePath(_ text: String, _ path: String) throws {
            #expect(try DatabaseAddress(text).kind == .sqlite(path: path))
        }

        @Test(arguments: ["", "sqlite:", "mysql://localhost/app", "http://example.com"])
        func anythingElseIsRefused(_ text: String) {
            let error = #expect(throws: DatabaseAddress.Unreadable.self) { try DatabaseAddress(text) }
            #expect(error?.description.contains("postgresql://HOST/NAME") == true)
        }
    }
#endif

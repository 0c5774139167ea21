import Testing
import TxKit

@testable import TxKitTestSupport

@Suite("Connection strings")
struct PostgresURLTests {
    @Test(
        "The database of a URL is replaced and nothing else",
        arguments: [
            ("postgresql://", "postgresql:///new"),
            ("postgres://localhost", "postgres://localhost/new"),
            ("postgresql://u:p@h:5433/old?sslmode=disable", "postgresql://u:p@h:5433/new?sslmode=disable"),
            ("postgresql:///old?host=%2Ftmp&port=1", "postgresql:///new?host=%2Ftmp&port=1"),
            ("postgresql://h1:1,h2:2/old", "postgresql://h1:1,h2:2/new"),
            ("postgresql://[::1]:5432/", "postgresql://[::1]:5432/new"),
            ("postgresql://h?user=u", "postgresql://h/new?user=u"),
            ("postgresql://u:a?b@h/old?user=x", "postgresql://u:a?b@h/new?user=x"),
            ("postgresql://h/old?dbname=older&user=u", "postgresql://h/new?user=u"),
            ("postgresql://h/old?dbname=older", "postgresql://h/new"),
        ]
    )
    func url(given: String, expected: String) throws {
        #expect(try PostgresURL.replacingDatabase(in: given, with: "new") == expected)
    }

    @Test(
        "The database of a keyword string is replaced and nothing else",
        arguments: [
            ("host=/tmp", "host=/tmp dbname=new"),
            ("dbname=old host=h", "host=h dbname=new"),
            ("host = h  dbname = 'an old' user='it\\'s'", "host=h user='it\\'s' dbname=new"),
            ("password='' user=a\\ b", "password='' user='a b' dbname=new"),
            ("password=a=b", "password=a=b dbname=new"),
        ]
    )
    func keywords(given: String, expected: String) throws {
        #expect(try PostgresURL.replacingDatabase(in: given, with: "new") == expected)
    }

    @Test("A name with special characters is escaped")
    func escapes() throws {
        #expect(
            try PostgresURL.replacingDatabase(in: "postgres://h", with: "a b/ü?") == "postgres://h/a%20b%2F%C3%BC%3F"
        )
        #expect(try PostgresURL.replacingDatabase(in: "host=h", with: "it's") == "host=h dbname='it\\'s'")
        let url = try PostgresURL.socket(folder: "/tmp/a b", port: 5432, user: "txkit", database: "x&y")
        #expect(url == "postgresql:///x%26y?host=%2Ftmp%2Fa%20b&port=5432&user=txkit")
    }

    @Test(
        "What is no connection string is refused",
        arguments: ["", "localhost", "host", "host='open", "=x", "mysql://h/d"]
    )
    func refuses(given: String) {
        let error = #expect(throws: DatabaseError.self) { try PostgresURL.replacingDatabase(in: given, with: "new") }
        #expect(error?.code == .invalidConfiguration)
    }

    @Test("What is no database name is refused", arguments: ["", "a\0b"])
    func refusesName(name: String) {
        let error = #expect(throws: DatabaseError.self) {
            try PostgresURL.replacingDatabase(in: "postgres://h", with: name)
        }
        #expect(error?.code == .invalidConfiguration)
    }
}

import TxKit

/// Connection strings as libpq reads them: the URL form and the keyword form.
///
/// Source: PostgreSQL manual, "Connection Strings". URLs are cut by hand, because libpq allows several hosts in one,
/// which no general URL parser does.
enum PostgresURL {
    /// The URL of a server that listens on a unix socket in `folder`.
    static func socket(folder: String, port: Int, user: String, database: String) throws -> String {
        try check(database)
        return "postgresql:///\(escape(database))?host=\(escape(folder))&port=\(port)&user=\(escape(user))"
    }

    /// The same connection string for another database.
    static func replacingDatabase(in string: String, with database: String) throws -> String {
        try check(database)
        for scheme in ["postgresql://", "postgres://"] where string.hasPrefix(scheme) {
            return scheme + replacingPath(in: string.dropFirst(scheme.count), with: database)
        }
        guard let pairs = KeywordReader.pairs(in: string), !pairs.isEmpty else {
            throw DatabaseError(
                .invalidConfiguration,
                "TXKIT_POSTGRES_URL is neither a URL nor a keyword connection string. Write it as "
                    + "postgresql://user@host:5432/postgres or as \"host=… port=… user=… dbname=…\"."
            )
        }
        let kept = pairs.filter { $0.name != "dbname" } + [(name: "dbname", value: database)]
        return kept.map { "\($0.name)=\(KeywordReader.quote($0.value))" }.joined(separator: " ")
    }

    private static func replacingPath(in rest: Substring, with database: String) -> String {
        // A password may hold a bare "?", so the query is looked for behind the last "@" of the authority.
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let hosts = rest[..<slash].lastIndex(of: "@") ?? rest.startIndex
        let end = rest[hosts..<slash].firstIndex(of: "?") ?? slash
        var text = rest[..<end] + "/" + escape(database)
        guard let mark = rest[end...].firstIndex(of: "?") else { return String(text) }
        // In libpq `dbname` in the query beats the path.
        let query = rest[rest.index(after: mark)...]
            .split(separator: "&")
            .filter { !$0.hasPrefix("dbname=") }
        if !query.isEmpty { text += "?" + query.joined(separator: "&") }
        return String(text)
    }

    private static func check(_ database: String) throws {
        guard !database.isEmpty, !database.utf8.contains(0) else {
            throw DatabaseError(
                .invalidConfiguration,
                "A database name must not be empty or hold a NUL byte. Leave `database` out to get \"postgres\"."
            )
        }
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return escaped
    }
}

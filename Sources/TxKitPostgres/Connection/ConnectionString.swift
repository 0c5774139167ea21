import CLibPQ
import TxKit

/// A connection string as the caller wrote it, and what libpq reads in it.
struct ConnectionString: Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    /// The values written in the string itself, by libpq's keywords.
    ///
    /// - Throws: A ``DatabaseError`` with ``DatabaseError/Code/invalidConfiguration`` and libpq's words.
    func parsed() throws(DatabaseError) -> [String: String] {
        var words: UnsafeMutablePointer<CChar>?
        defer { PQfreemem(words) }
        guard !text.utf8.contains(0) else {
            throw Self.invalid("it holds a NUL character")
        }
        guard let options = PQconninfoParse(text, &words) else {
            throw Self.invalid(withoutSecret(words.map { String(cString: $0).trimmed } ?? "libpq is out of memory"))
        }
        defer { PQconninfoFree(options) }
        return Self.values(options)
    }

    /// The values that the environment and the service it names give.
    static func defaults() -> [String: String] {
        guard let options = PQconndefaults() else { return [:] }
        defer { PQconninfoFree(options) }
        return values(options)
    }

    /// The address in the form `user@host:port/database`, without the password.
    var displayName: String {
        guard let own = try? parsed() else { return "a connection string that cannot be read" }
        let values = Self.defaults().merging(own) { _, own in own }
        let user = values["user"] ?? "?"
        let host = values["host"] ?? values["hostaddr"] ?? "local socket"
        return "\(user)@\(host):\(values["port"] ?? "5432")/\(values["dbname"] ?? user)"
    }

    /// The error of a string that libpq cannot use.
    static func invalid(_ reason: String) -> DatabaseError {
        DatabaseError(
            .invalidConfiguration,
            "The PostgreSQL connection string cannot be read: \(reason). Write a URL such as "
                + "postgresql://user@localhost:5432/database, or keywords such as "
                + "host=localhost port=5432 dbname=database user=name."
        )
    }

    /// libpq quotes the whole of a URL it cannot read, with the password in it.
    private func withoutSecret(_ words: String) -> String {
        guard let scheme = text.firstRange(of: "://"), let at = text.lastIndex(of: "@"), scheme.upperBound < at,
            let colon = text[scheme.upperBound..<at].firstIndex(of: ":")
        else { return words }
        let secret = text[text.index(after: colon)..<at]
        guard !secret.isEmpty else { return words }
        return words.replacing(secret, with: "***")
    }

    private static func values(_ options: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val, value.pointee != 0 {
                values[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        return values
    }
}

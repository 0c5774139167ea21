import TxKit

/// The path and the parameters of a SQLite URI, read the way SQLite reads them.
///
/// Source: SQLite documentation, "Uniform Resource Identifiers".
struct URIParts {
    let path: String
    let parameters: [String: String]

    init(_ text: String) throws(DatabaseError) {
        guard text.hasPrefix("file:") else {
            throw DatabaseError(
                .invalidConfiguration,
                "The SQLite URI \(text) does not start with file: as it has to. Write file:/path/to/the.db, or give a "
                    + "plain path with SQLiteLocation.file."
            )
        }
        let bytes = text.utf8.dropFirst("file:".utf8.count).prefix { $0 != UInt8(ascii: "#") }
        let halves = bytes.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        var rawPath = halves[0]
        if rawPath.starts(with: "//".utf8) {
            rawPath = rawPath.dropFirst(2).drop { $0 != UInt8(ascii: "/") }
        }
        path = Self.decoded(rawPath)
        var parameters: [String: String] = [:]
        for pair in halves.dropFirst().joined().split(separator: UInt8(ascii: "&")) {
            let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            parameters[Self.decoded(sides[0])] = sides.count > 1 ? Self.decoded(sides[1]) : ""
        }
        self.parameters = parameters
    }

    /// Whether the URI promises that nothing changes the file, so that SQLite opens it read-only.
    var isImmutable: Bool {
        guard let value = parameters["immutable"]?.lowercased() else { return false }
        return !["", "0", "no", "off", "false"].contains(value)
    }

    private static func decoded(_ text: some Sequence<UInt8>) -> String {
        let bytes = Array(text)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), let byte = hexadecimal(bytes[(index + 1)...].prefix(2)) {
                decoded.append(byte)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}

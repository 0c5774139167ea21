/// Finds keywords and statement ends in SQL text, past quotes, dollar quotes and comments.
package struct SQLScanner {
    private let bytes: [UInt8]
    private let dialect: SQLDialect
    private var index = 0

    package init(_ text: String, _ dialect: SQLDialect = .postgresql) {
        bytes = Array(text.utf8)
        self.dialect = dialect
        // SQLite takes a byte order mark for white space.
        if dialect == .sqlite, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// The first word of a text in upper case, past white space, semicolons and comments.
    package static func firstKeyword(of text: String, _ dialect: SQLDialect = .postgresql) -> String? {
        var scanner = SQLScanner(text, dialect)
        return scanner.nextWord()
    }

    /// The start of each statement of a text, in upper case: its first two words.
    package static func openings(of text: String, _ dialect: SQLDialect = .postgresql) -> [[String]] {
        var scanner = SQLScanner(text, dialect)
        return scanner.allOpenings()
    }

    private mutating func nextWord() -> String? {
        while index < bytes.count {
            if skipNonCode() { continue }
            if isWordByte(bytes[index]) { return readWord() }
            guard isSpace(bytes[index]) || bytes[index] == UInt8(ascii: ";") else { return nil }
            index += 1
        }
        return nil
    }

    private mutating func allOpenings() -> [[String]] {
        var openings: [[String]] = []
        var words: [String] = []
        var depth = 0
        var definesBody = false
        var isAfterDot = false
        while index < bytes.count {
            if skipNonCode() { continue }
            let byte = bytes[index]
            if isWordByte(byte) {
                let word = readWord()
                if words.count < 2 { words.append(word) }
                if words.first == "CREATE", ["TRIGGER", "FUNCTION", "PROCEDURE"].contains(word) { definesBody = true }
                // The body of a trigger or of a routine in SQL holds semicolons of its own. Behind a dot stands a name.
                if definesBody, !isAfterDot {
                    if word == "BEGIN" || word == "CASE" { depth += 1 }
                    if word == "END" { depth = max(0, depth - 1) }
                }
                isAfterDot = false
            } else {
                if byte == UInt8(ascii: ";"), depth == 0 {
                    if !words.isEmpty { openings.append(words) }
                    words = []
                    definesBody = false
                }
                if !isSpace(byte) { isAfterDot = byte == UInt8(ascii: ".") }
                index += 1
            }
        }
        if !words.isEmpty { openings.append(words) }
        return openings
    }

    /// Skips one comment, string, quoted name or dollar-quoted text at this place.
    private mutating func skipNonCode() -> Bool {
        switch bytes[index] {
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
            while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipBlockComment()
        case UInt8(ascii: "'"): skipQuoted(by: UInt8(ascii: "'"), backslashEscapes: isEscapeStringPrefix)
        case UInt8(ascii: "\""): skipQuoted(by: UInt8(ascii: "\""), backslashEscapes: false)
        case UInt8(ascii: "`"): skipQuoted(by: UInt8(ascii: "`"), backslashEscapes: false)
        case UInt8(ascii: "$"): return skipDollarQuoted()
        default: return false
        }
        return true
    }

    private mutating func skipBlockComment() {
        var depth = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                // Only PostgreSQL nests comments.
                depth = dialect == .postgresql ? depth + 1 : 1
                index += 2
            } else if bytes[index] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                index += 2
                if depth == 0 { return }
            } else {
                index += 1
            }
        }
    }

    private mutating func skipQuoted(by quote: UInt8, backslashEscapes: Bool) {
        index += 1
        while index < bytes.count {
            if backslashEscapes, bytes[index] == UInt8(ascii: "\\") {
                index += 2
            } else if bytes[index] == quote {
                index += 1
                // A doubled quote is part of the text, which goes on with its escapes.
                guard peek(0) == quote else { return }
                index += 1
            } else {
                index += 1
            }
        }
    }

    private mutating func skipDollarQuoted() -> Bool {
        guard index == 0 || !isWordByte(bytes[index - 1]) else { return false }
        var end = index + 1
        while end < bytes.count, isWordByte(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else { return false }
        let tag = bytes[index...end]
        index = end + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "$"), bytes[index...].starts(with: tag) {
                index += tag.count
                return true
            }
            index += 1
        }
        return true
    }

    private var isEscapeStringPrefix: Bool {
        guard index > 0, bytes[index - 1] | 0x20 == UInt8(ascii: "e") else { return false }
        return index == 1 || !isWordByte(bytes[index - 2])
    }

    private mutating func readWord() -> String {
        let start = index
        while index < bytes.count, isWordByte(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self).uppercased()
    }

    private func peek(_ distance: Int) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private func isWordByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte == UInt8(ascii: "_") || byte >= 128
    }
}

/// One SQL statement with its bound values.
///
/// Written as a string literal, its interpolated values are **bound parameters**, never text:
///
/// ```swift
/// let statement: SQLStatement = "SELECT * FROM users WHERE name = \(name)"      // … WHERE name = $1
/// let ordered: SQLStatement = "SELECT * FROM \(identifier: table) ORDER BY \(raw: trustedClause)"
/// ```
///
/// `\(identifier:)` quotes a name, `\(raw:)` splices text as it is, and an interpolated ``SQLStatement`` splices that
/// statement with its values.
public struct SQLStatement: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The pieces of text between the values: always one more than there are values.
    var pieces: [String]
    /// The bound values, in the order of their placeholders.
    public internal(set) var values: [DatabaseValue]

    /// Makes a statement from a literal without values.
    public init(stringLiteral value: StringLiteralType) {
        pieces = [value]
        values = []
    }

    /// Makes a statement from an interpolated literal.
    public init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
        values = stringInterpolation.values
    }

    /// Makes a statement from text that is trusted as it is; the text must hold no placeholders.
    public init(raw text: String) {
        pieces = [text]
        values = []
    }

    /// The statement's text with the placeholders of a dialect.
    public func text(_ dialect: SQLDialect) -> String {
        guard pieces.count > 1 else { return pieces[0] }
        var text = pieces[0]
        for index in 1..<pieces.count {
            switch dialect {
            case .sqlite: text += "?"
            case .postgresql: text += "$\(index)"
            }
            text += pieces[index]
        }
        return text
    }

    /// A name quoted for use as an identifier in either dialect.
    package static func quoted(_ identifier: String) -> String {
        identifier.quoted(by: "\"")
    }
}

extension String {
    /// The text between two marks, with every mark in it doubled. It goes by scalars: to Swift a quote and a combining
    /// mark after it are one character, which is no quote, but to the engine the quote stands alone.
    func quoted(by mark: Unicode.Scalar) -> String {
        var quoted = String(mark)
        for scalar in unicodeScalars {
            if scalar == mark { quoted.unicodeScalars.append(mark) }
            quoted.unicodeScalars.append(scalar)
        }
        quoted.unicodeScalars.append(mark)
        return quoted
    }
}

extension SQLStatement {
    /// What collects the pieces of an interpolated statement.
    public struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [String] = [""]
        var values: [DatabaseValue] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount + 1)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            pieces[pieces.count - 1] += literal
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some DatabaseValueConvertible) {
            values.append(value.databaseValue)
            pieces.append("")
        }

        /// Binds a value, or NULL.
        public mutating func appendInterpolation(_ value: (some DatabaseValueConvertible)?) {
            values.append(value?.databaseValue ?? .null)
            pieces.append("")
        }

        /// Splices another statement with its values.
        public mutating func appendInterpolation(_ statement: SQLStatement) {
            pieces[pieces.count - 1] += statement.pieces[0]
            pieces += statement.pieces.dropFirst()
            values += statement.values
        }

        /// Quotes a name, such as a table's; a schema goes in an interpolation of its own.
        public mutating func appendInterpolation(identifier: String) {
            pieces[pieces.count - 1] += SQLStatement.quoted(identifier)
        }

        /// Splices text as it is. The caller answers for it: never pass text that came from outside the program.
        public mutating func appendInterpolation(raw text: String) {
            pieces[pieces.count - 1] += text
        }
    }
}

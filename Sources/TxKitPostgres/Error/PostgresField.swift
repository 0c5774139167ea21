/// The letters of the fields in a server's message.
///
/// They are macros of character constants in `postgres_ext.h`, which Swift does not import. Source: PostgreSQL manual,
/// "Error and Notice Message Fields".
enum PostgresField {
    static let severity = letter("S")
    static let severityNonlocalized = letter("V")
    static let sqlState = letter("C")
    static let messagePrimary = letter("M")
    static let detail = letter("D")
    static let hint = letter("H")
    static let position = letter("P")
    static let context = letter("W")
    static let schema = letter("s")
    static let table = letter("t")
    static let column = letter("c")
    static let constraint = letter("n")

    private static func letter(_ scalar: Unicode.Scalar) -> Int32 { Int32(scalar.value) }
}

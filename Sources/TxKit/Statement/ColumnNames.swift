/// The column names of a result, shared by its rows.
public final class ColumnNames: Sendable {
    /// The names, in the order of the columns.
    public let names: [String]
    private let positions: [String: Int]

    /// Makes the names of a result. Of two columns with one name, the first is found by name.
    public init(_ names: [String]) {
        self.names = names
        positions = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }

    /// No columns.
    public static let none = ColumnNames([])

    /// The position of a column, starting at 0.
    public func position(of name: String) -> Int? { positions[name] }
}

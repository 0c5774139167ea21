/// A type whose values can be bound to a statement and read from a column.
///
/// Conform a type of your own to use it in interpolations and with ``Row/get(_:as:)``:
///
/// ```swift
/// struct Ticker: DatabaseValueConvertible {
///     var symbol: String
///     var databaseValue: DatabaseValue { .text(symbol) }
///     static func fromDatabaseValue(_ value: DatabaseValue) -> Ticker? {
///         String.fromDatabaseValue(value).map(Ticker.init)
///     }
/// }
/// ```
public protocol DatabaseValueConvertible: Sendable {
    /// The value to bind.
    var databaseValue: DatabaseValue { get }

    /// The instance a column's value stands for; nil when the value is of another kind or does not fit.
    static func fromDatabaseValue(_ value: DatabaseValue) -> Self?
}

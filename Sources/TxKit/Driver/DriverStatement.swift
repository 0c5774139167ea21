/// A statement as a driver sends it: text in the engine's dialect and the values to bind.
public struct DriverStatement: Sendable, Hashable {
    /// One SQL statement with the engine's placeholders.
    public var text: String
    /// The values of the placeholders, in order.
    public var values: [DatabaseValue]

    /// Makes a statement.
    public init(_ text: String, _ values: [DatabaseValue] = []) {
        self.text = text
        self.values = values
    }
}

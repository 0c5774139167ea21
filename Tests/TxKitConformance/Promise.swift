public import Testing

/// One promise of the kernel, as a function that every driver's tests run.
public struct Promise: Sendable, CustomTestStringConvertible {
    /// The promise in words.
    public let name: String
    /// Checks it; a failure is recorded with `#expect` or thrown.
    public let check: @Sendable (any ConformanceSite) async throws -> Void

    /// Makes a promise.
    public init(_ name: String, _ check: @escaping @Sendable (any ConformanceSite) async throws -> Void) {
        self.name = name
        self.check = check
    }

    public var testDescription: String { name }
}

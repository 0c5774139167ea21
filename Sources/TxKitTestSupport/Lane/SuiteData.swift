/// Data that the tests of a suite share.
package struct SuiteData: Sendable {
    /// Names the suite.
    package let suite: String
    /// Makes the data, inside a sandbox.
    package let load: @Sendable () async throws -> Void
    /// Whether the lanes with the data stay open until `SuiteLanes.closeAll` is called; otherwise they close soon after
    /// the last test.
    package let staysOpen: Bool

    package init(suite: String, staysOpen: Bool = false, load: @escaping @Sendable () async throws -> Void) {
        self.suite = suite
        self.staysOpen = staysOpen
        self.load = load
    }
}

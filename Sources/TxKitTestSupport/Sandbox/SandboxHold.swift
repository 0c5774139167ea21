import TxKit

/// A test's hold on one database.
protocol SandboxHold: Sendable {
    var database: TestDatabase { get }
    /// Where the test's handles get their sessions from.
    var source: any SessionSource { get }
    /// What opens connections to the very database the test uses.
    var driver: any Driver { get }
    /// Ends the hold; whatever it throws, nothing of the test is left.
    func end(test: String) async throws
}

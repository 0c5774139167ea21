import TxKitTestSupport

/// A test case whose tests commit for real, on real connections, alone on their database.
///
/// After each test the baseline comes back: the rows and sequences that the test database's schema left.
open class TruncateTestCase: DatabaseTestCase {
    override class var strategy: SandboxStrategy { .truncate }
}

/// How a test is isolated.
public enum SandboxStrategy: String, Sendable, Hashable, CaseIterable {
    /// The test runs in a transaction that is rolled back.
    case rollback
    /// The test commits for real, on a database that no other test uses; afterwards the baseline is restored.
    case truncate
}

/// Thrown after a commit when hooks failed: all hooks ran, and the commit stands.
public struct HookFailures: Error, Sendable, CustomStringConvertible {
    /// One hook that threw.
    public struct Failure: Sendable {
        /// What the hook threw, unchanged.
        public let error: any Error
        /// The line that registered the hook.
        public let place: SourcePlace
    }

    /// The hooks that threw, in the order in which they ran.
    public let failures: [Failure]
    /// How many hooks ran in all.
    public let hooksRun: Int

    package init(failures: [Failure], hooksRun: Int) {
        self.failures = failures
        self.hooksRun = hooksRun
    }

    public var description: String {
        let list = failures.map { "  registered at \($0.place): \($0.error)" }.joined(separator: "\n")
        return "The transaction has committed, but \(failures.count) of \(hooksRun) afterCommit hooks failed:\n\(list)"
    }
}

#if Hummingbird
    import TxKitTestSupport

    /// One of the four combinations: how the test is isolated, and whether requests are atomic.
    struct MatrixCase: Sendable, Hashable {
        let strategy: SandboxStrategy
        let atomicRequests: Bool

        /// The four, in the order in which they are shown.
        static let all = SandboxStrategy.allCases.flatMap { strategy in
            [true, false].map { MatrixCase(strategy: strategy, atomicRequests: $0) }
        }

        /// What the test has to see: without atomic requests, the transfer that took place although the request failed.
        var expectedByTest: Int {
            atomicRequests ? Scenario.transfer.before : Scenario.transfer.before - Scenario.transfer.amount
        }

        /// What another connection has to see: of a rollback case nothing, since it never commits.
        var expectedByOtherConnection: Int? { strategy == .rollback ? nil : expectedByTest }

        /// The heading of its statements.
        var title: String { "\(strategy.rawValue), atomic requests \(atomicRequests ? "on" : "off")" }
    }
#endif

#if Hummingbird
    import TxKitTestSupport

    @testable import SampleApp

    /// The rows of the matrix, written down.
    enum ExpectedRows {
        static func of(_ engine: MatrixEngine) -> [MatrixRow] {
            [
                row(engine, .rollback, true, 100, nil, .passed), row(engine, .rollback, false, 90, nil, .failed),
                row(engine, .truncate, true, 100, 100, .passed), row(engine, .truncate, false, 90, 90, .failed),
            ]
        }

        private static func row(
            _ engine: MatrixEngine, _ strategy: SandboxStrategy, _ atomicRequests: Bool, _ seenByTest: Int,
            _ seenOutside: Int?, _ assertion: MatrixRow.Assertion
        ) -> MatrixRow {
            MatrixRow(
                engine: engine, strategy: strategy, atomicRequests: atomicRequests, seenByTest: seenByTest,
                seenByOtherConnection: seenOutside, assertion: assertion,
                statements: ExpectedStatements.of(engine, strategy, atomicRequests: atomicRequests)
            )
        }
    }
#endif

#if Hummingbird
    import TxKit
    import TxKitTestSupport

    /// Runs the four combinations on a test database.
    struct MatrixRun: Sendable {
        /// The scenario did not go as far as the assertion.
        struct Interrupted: Error, CustomStringConvertible {
            let description: String
        }

        let engine: MatrixEngine
        let database: TestDatabase

        /// The four results, in the order of ``MatrixCase/all``.
        func results() async throws -> [MatrixResult] {
            var results: [MatrixResult] = []
            for combination in MatrixCase.all { results.append(try await result(of: combination)) }
            return results
        }

        private func result(of combination: MatrixCase) async throws -> MatrixResult {
            let scenario = Scenario.transfer
            let (journal, start, seenByTest, seenOutside) = try await Sandbox.run(
                combination.strategy, on: [database], test: combination.title
            ) { sandbox in
                let handle = try sandbox.database(database)
                let stage = try await Stage.make(scenario, on: handle, atomicRequests: combination.atomicRequests)
                let start = sandbox.journal.statementEvents.count

                let status = try await stage.sendRequest()
                guard status == 500 else {
                    throw Interrupted(description: "\(combination.title): the request answered \(status), not 500.")
                }
                guard let seen = try await stage.read(through: handle) else {
                    throw Interrupted(description: "\(combination.title): the test does not see its own rows.")
                }
                let outside = try await sandbox.withOutsideConnection(to: database) {
                    try await stage.read(through: $0)
                }
                return (sandbox.journal, start, seen, outside)
            }
            // Only now has the harness rolled its frame back.
            let timeline = Timeline(journal, from: start)
            let row = MatrixRow(
                engine: engine, strategy: combination.strategy, atomicRequests: combination.atomicRequests,
                seenByTest: seenByTest, seenByOtherConnection: seenOutside,
                assertion: seenByTest == scenario.before ? .passed : .failed, statements: timeline.lines.map(\.text)
            )
            return MatrixResult(row: row, timeline: timeline)
        }
    }
#endif

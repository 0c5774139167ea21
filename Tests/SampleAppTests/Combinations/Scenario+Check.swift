#if Hummingbird
    import Testing
    import TxKit
    import TxKitTestSupport

    @testable import SampleApp

    extension Scenario {
        /// Sends the request through the app's router, sees it fail, and expects that nothing was taken away.
        func expectNothingIsTaken(
            on engine: Engine, atomicRequests: Bool, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let sandbox = try #require(Sandbox.current, sourceLocation: sourceLocation)
            let stage = try await Stage.make(self, on: engine.database, atomicRequests: atomicRequests)
            let status = try await stage.sendRequest()
            #expect(status == 500, sourceLocation: sourceLocation)

            let outside = try await sandbox.withOutsideConnection(to: engine.testDatabase) {
                try await stage.read(through: $0)
            }
            let left = try #require(await stage.read(through: engine.database), sourceLocation: sourceLocation)
            let committed = sandbox.strategy == .truncate ? left : nil
            #expect(outside == committed, "another connection", sourceLocation: sourceLocation)
            #expect(left == before, sourceLocation: sourceLocation)
        }
    }
#endif

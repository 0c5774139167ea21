import Testing
import TxKit
import TxKitConformance

/// One promise at a time: side by side they would take all of the server's connections from the other tests.
@Suite(.serialized) struct ConformanceTests {
    @Test(.timeLimit(.minutes(2)), arguments: Conformance.all)
    func keeps(_ promise: Promise) async throws {
        let site = try await PostgresSite.make()
        do {
            try await promise.check(site)
            try await site.close()
        } catch {
            try? await site.close()
            throw error
        }
    }
}

import Testing
import TxKit
import TxKitConformance

@Suite struct ConformanceTests {
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

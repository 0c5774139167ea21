import Testing
import TxKit
import TxKitConformance
import TxKitSQLite

@Suite struct ConformanceTests {
    @Test(.timeLimit(.minutes(2)), arguments: Conformance.all)
    func keeps(_ promise: Promise) async throws {
        try await withFolder { folder in
            let site = SQLiteSite(path: folder + "/site.db")
            try await site.make()
            do {
                try await promise.check(site)
                await site.close()
            } catch {
                await site.close()
                throw error
            }
        }
    }
}

import TxKit

/// The lanes of the suite whose shared data is open now: one suite at a time in a process.
///
/// The uncommitted rows of one suite's data could make another suite's wait for ever (the same unique key), so data of two
/// suites is never open at once. Tests of the open suite go before tests of others, so that data is loaded once as a rule.
package actor SuiteLanes {
    package static let shared = SuiteLanes()

    /// How long lanes stay open without a test.
    private static let linger = Duration.milliseconds(200)

    private struct Waiter {
        let suite: String
        let continuation: CheckedContinuation<Void, Never>
    }

    private var current: SuiteLane?
    private var isBusy = false
    private var waiters: [Waiter] = []
    private var uses = 0
    /// Suites whose data turned out to be nothing.
    private var withoutData: Set<String> = []

    /// The lanes with a suite's data, loaded when they are not open; nil when the suite has no data after all.
    func borrow(_ data: SuiteData, _ databases: [TestDatabase], at place: SourcePlace) async throws -> SuiteLane? {
        if withoutData.contains(data.suite) { return nil }
        if isBusy {
            await withCheckedContinuation { waiters.append(Waiter(suite: data.suite, continuation: $0)) }
        }
        isBusy = true
        uses += 1
        if let lane = current, lane.suite == data.suite, lane.isFit { return lane }
        await closeCurrent()
        do {
            if withoutData.contains(data.suite) {
                handOn()
                return nil
            }
            let lane = try await SuiteLane.open(data, databases, at: place)
            if lane.hasData {
                current = lane
                return lane
            }
            withoutData.insert(data.suite)
            await lane.close()
            handOn()
            return nil
        } catch {
            handOn()
            throw error
        }
    }

    /// A test of the open suite has ended.
    func giveBack(_ lane: SuiteLane) async {
        if !lane.isFit { await closeCurrent() }
        handOn()
        guard !isBusy, !lane.staysOpen else { return }
        let seen = uses
        Task.detached {
            try? await Task.sleep(for: Self.linger)
            await self.closeIfUnused(since: seen)
        }
    }

    /// Closes the lanes; called when a suite is known to be over.
    package func closeAll() async {
        if !isBusy { await closeCurrent() }
    }

    private func closeIfUnused(since seen: Int) async {
        guard seen == uses, !isBusy else { return }
        isBusy = true
        await closeCurrent()
        handOn()
    }

    private func closeCurrent() async {
        let lane = current
        current = nil
        await lane?.close()
    }

    private func handOn() {
        let index = waiters.firstIndex { $0.suite == current?.suite } ?? waiters.indices.first
        guard let index else {
            isBusy = false
            return
        }
        waiters.remove(at: index).continuation.resume()
    }
}

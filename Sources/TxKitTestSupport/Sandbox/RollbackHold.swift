import TxKit

/// The hold of a rollback case: a frame in a lane.
struct RollbackHold: SandboxHold {
    let database: TestDatabase
    let lane: RollbackLane
    let frame: FrameID
    let source: any SessionSource
    let finish: @Sendable () async -> Void

    var driver: any Driver { lane.driver }

    /// Opens the frame of a test in a lane; `finish` runs after it was rolled back.
    static func open(
        _ database: TestDatabase, _ lane: RollbackLane, inside suite: FrameID?, test: String, journal: Journal,
        at place: SourcePlace, finish: @escaping @Sendable () async -> Void
    ) async throws -> RollbackHold {
        let frame = try await lane.open(at: place, inside: suite, journal: journal)
        let source = LaneSource(lane, frame, test: test, database: database.name)
        return RollbackHold(database: database, lane: lane, frame: frame, source: source, finish: finish)
    }

    /// The hold of a test without suite data, in a lane of the database's own pool.
    static func pooled(
        _ database: TestDatabase, test: String, journal: Journal, at place: SourcePlace
    ) async throws -> RollbackHold {
        let site = try await database.site()
        let loan = try await site.lanes.borrow(at: place)
        do {
            let shared = try await site.holdShared(at: place)
            let lane = loan.member
            return try await open(database, lane, inside: nil, test: test, journal: journal, at: place) {
                await site.lanes.giveBack(loan, fit: lane.session.serverState == .idle)
                await shared.release()
            }
        } catch {
            await site.lanes.giveBack(loan, fit: false)
            throw error
        }
    }

    func end(test: String) async throws {
        await source.close()
        do {
            try await lane.rollBack(frame, test: test)
        } catch {
            await finish()
            throw error
        }
        await finish()
    }
}

import TxKit

/// A lane for each database of a suite, with the suite's data in it.
struct SuiteLane: Sendable {
    /// One database's lane.
    struct Part: Sendable {
        let database: TestDatabase
        let lane: RollbackLane
        let frame: FrameID
        let hold: Hold
    }

    let suite: String
    let staysOpen: Bool
    let parts: [Part]

    /// Whether loading sent anything.
    var hasData: Bool { parts.contains { $0.lane.session.isOnServer($0.frame) } }
    var isFit: Bool {
        parts.allSatisfy { $0.lane.isFit && $0.lane.session.boundary(of: $0.frame).endedByServer == nil }
    }

    static func open(_ data: SuiteData, _ databases: [TestDatabase], at place: SourcePlace) async throws -> SuiteLane {
        var parts: [Part] = []
        do {
            for database in databases { parts.append(try await part(database, at: place)) }
            let lane = SuiteLane(suite: data.suite, staysOpen: data.staysOpen, parts: parts)
            try await lane.load(data)
            return lane
        } catch {
            for part in parts.reversed() { await part.close() }
            throw error
        }
    }

    func close() async {
        for part in parts.reversed() { await part.close() }
    }

    private func load(_ data: SuiteData) async throws {
        var bindings = SourceBindings.current
        for part in parts {
            bindings[part.database.database.identity] = LaneSource(
                part.lane, part.frame, test: "the data of suite \(suite)", database: part.database.name
            )
        }
        try await SourceBindings.$current.withValue(bindings) { try await data.load() }
    }

    private static func part(_ database: TestDatabase, at place: SourcePlace) async throws -> Part {
        let site = try await database.site()
        let hold = try await site.holdShared(at: place)
        do {
            let lane = try await RollbackLane.open(try await site.laneCopy(), named: database.name)
            let frame = try await lane.open(at: place, journal: nil)
            return Part(database: database, lane: lane, frame: frame, hold: hold)
        } catch {
            await hold.release()
            throw error
        }
    }
}

extension SuiteLane.Part {
    fileprivate func close() async {
        await lane.close()
        await hold.release()
    }
}

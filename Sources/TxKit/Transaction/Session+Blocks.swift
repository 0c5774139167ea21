import Synchronization

extension Session {
    /// Opens a block inside the one the handle stands in. Nothing is sent: BEGIN or SAVEPOINT rides with the block's
    /// first statement.
    package func openBlock(
        through handle: FrameID,
        _ nesting: Nesting,
        _ options: TransactionOptions,
        as opener: FrameOpener,
        at place: SourcePlace
    ) async throws -> FrameID {
        let parent = effectiveFrame(for: handle)
        return try await withTurn(on: parent, at: place) {
            let id = try state.withLock { state in
                try push(onto: &state.stack, nesting, options, opener, state.server, at: place)
            }
            do {
                let event = state.withLock { frameEvent(id, $0.stack, outcome: nil) }
                if let event { for observer in observers { try await observer.before(.frameOpened(event)) } }
                if let event { for observer in observers { await observer.after(.frameOpened(event), EventResult()) } }
                return id
            } catch {
                state.withLock { _ = $0.stack.pop(through: id) }
                throw error
            }
        }
    }

    private func push(
        onto stack: inout FrameStack,
        _ nesting: Nesting,
        _ options: TransactionOptions,
        _ opener: FrameOpener,
        _ server: ServerState,
        at place: SourcePlace
    ) throws(DatabaseError) -> FrameID {
        let enclosing = stack.innermostApplicationFrame
        if nesting == .durable, opener == .application, let enclosing {
            throw DatabaseError(
                .mustBeOutermost,
                "A durable block must be outermost, because its work must be committed when it returns, but the block "
                    + "opened at \(enclosing.place) is open. Call it outside of that block, or drop `.durable`.",
                place: place
            )
        }
        if nesting == .join, enclosing != nil {
            try refuseOptions(options, enclosing: enclosing, at: place)
            return stack.push(opener, .joined, at: place, beginning: [], afterEnd: [], readOnly: options.readOnly)
        }
        if stack.isEmpty {
            guard server == .idle else { throw Self.openedByHand(at: place) }
            return stack.push(
                opener,
                .transaction,
                at: place,
                beginning: try driver.beginStatements(options),
                afterEnd: driver.afterEndStatements(options),
                readOnly: options.readOnly
            )
        }
        try refuseOptions(options, enclosing: enclosing, at: place)
        let name = stack.nextSavepointName
        let readOnly = options.readOnly && !stack.frames.contains(where: \.readOnly)
        let extra = readOnly ? driver.readOnlySavepointStatements : ([], [])
        return stack.push(
            opener,
            .savepoint(name),
            at: place,
            beginning: ["SAVEPOINT \(name)"] + extra.0,
            afterEnd: extra.1,
            readOnly: options.readOnly
        )
    }

    /// What belongs to a transaction as a whole cannot be asked of a savepoint, and is never ignored.
    private func refuseOptions(
        _ options: TransactionOptions,
        enclosing: Frame?,
        at place: SourcePlace
    ) throws(DatabaseError) {
        let asked: String
        if let isolation = options.isolation, enclosing != nil || !driver.alwaysGives(isolation) {
            asked = "isolation level \(isolation.rawValue)"
        } else if options.deferrable {
            asked = "DEFERRABLE"
        } else if let mode = options.beginMode, enclosing != nil, driver.dialect == .sqlite {
            asked = "begin mode \(mode.rawValue)"
        } else {
            return
        }
        let reason =
            enclosing.map { "the block opened at \($0.place) has begun the transaction already" }
            ?? "this is a rollback test, where the block is a savepoint in the test's own transaction"
        let advice = enclosing == nil ? "Use a truncate case for this test." : "Ask for it on the outermost block."
        throw DatabaseError(
            .optionNotPossible,
            "The block cannot have \(asked), because \(reason). \(advice)",
            place: place
        )
    }

    private static func openedByHand(at place: SourcePlace) -> DatabaseError {
        DatabaseError(
            .transactionControlRefused,
            "A transaction that was opened by hand is open on this connection. Commit or roll it back by hand before "
                + "withTransaction { }, or open it with withTransaction { } in the first place.",
            place: place
        )
    }

    func frameEvent(_ id: FrameID, _ stack: FrameStack, outcome: FrameEvent.Outcome?) -> FrameEvent? {
        guard !observers.isEmpty, let depth = stack.frames.firstIndex(where: { $0.id == id }) else { return nil }
        let frame = stack.frames[depth]
        var savepoint: String?
        if case .savepoint(let name) = frame.kind { savepoint = name }
        return FrameEvent(
            session: number,
            database: databaseName,
            frame: id,
            parent: depth > 0 ? stack.frames[depth - 1].id : nil,
            depth: depth,
            opener: frame.opener,
            savepoint: savepoint,
            isJoined: frame.kind == .joined,
            place: frame.place,
            outcome: outcome
        )
    }
}

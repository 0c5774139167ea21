import Logging
import Synchronization

extension Session {
    /// What the end of a block leaves to do.
    package struct BlockEnd: Sendable {
        /// What to throw although the closure returned.
        package var error: (any Error)?
        /// The hooks that are due.
        package var hooks: [Hook] = []
        package var hookKind: HookEvent.Kind = .afterCommit
    }

    /// Ends a block. Waits for a statement under way, never for cancellation, and never throws.
    ///
    /// `thrown` is what the closure threw, nil when it returned.
    package func closeBlock(_ id: FrameID, thrown: (any Error)?) async -> BlockEnd {
        guard let place = state.withLock({ $0.stack.frame(id)?.place }) else {
            return BlockEnd(error: thrown == nil ? Self.ended(SourcePlace(fileID: #fileID, line: #line)) : nil)
        }
        do {
            try await takeTurn(on: id, .close, at: place)
        } catch {
            return BlockEnd(error: thrown == nil ? error : nil)
        }
        defer { endTurn() }
        let ending = state.withLock { state in
            if let thrown, state.stack.frame(id)?.kind == .joined {
                state.stack.doom(id, .joinedBlockThrew(thrown, place))
            }
            return BlockEnding.decide(id, in: state.stack, closureReturned: thrown == nil, state: state.server)
        }
        return await carryOut(ending, id, returned: thrown == nil)
    }

    private func carryOut(_ ending: BlockEnding, _ id: FrameID, returned: Bool) async -> BlockEnd {
        let frame = state.withLock { $0.stack.frame(id) }
        guard let frame else { return BlockEnd() }
        var ending = ending
        var error: (any Error)? = returned ? reason(for: ending, frame) : nil
        if let refusal = await announceEnd(of: id) {
            if ending == .commit || ending == .nothing(committed: true), frame.kind != .joined {
                error = refusal
                ending = ending == .commit ? .rollBack : .nothing(committed: false)
            } else {
                logger.warning("An observer cannot refuse the end of a block that does not commit: \(refusal)")
            }
        }
        var outcome = FrameEvent.Outcome.rolledBack
        switch ending {
        case .nothing(let committed): outcome = committed ? .committed : .rolledBack
        case .commit:
            if let failure = await commit(frame) {
                error = failure
                if serverState == .lost { outcome = .lost }
            } else {
                outcome = .committed
            }
        case .rollBack, .rollBackAborted: await undo(id)
        case .rollBackNestedOpen:
            if frame.kind == .joined, let error {
                state.withLock { $0.stack.doom(id, .joinedBlockThrew(error, frame.place)) }
            }
            await undo(id)
        case .endedByServer:
            outcome = .endedByServer
            await undo(id)
        case .lost: outcome = .lost
        }
        return await finish(frame, outcome, error)
    }

    /// Tells the observers that a frame is about to end; gives what one of them throws.
    private func announceEnd(of id: FrameID) async -> (any Error)? {
        guard let event = state.withLock({ frameEvent(id, $0.stack, outcome: nil) }) else { return nil }
        do {
            for observer in observers { try await observer.before(.frameClosed(event)) }
            return nil
        } catch {
            return error
        }
    }

    /// Takes the frame off the stack, decides about its hooks and tells the observers.
    private func finish(_ frame: Frame, _ outcome: FrameEvent.Outcome, _ error: (any Error)?) async -> BlockEnd {
        var end = BlockEnd(error: error)
        let events = state.withLock { state in
            let popped = state.stack.frames.drop { $0.id != frame.id }
            let events = popped.reversed().compactMap { frameEvent($0.id, state.stack, outcome: outcome) }
            let parent = state.stack.parent(of: frame.id)
            let isOutermost = state.stack.outermostApplicationFrame?.id == frame.id
            for inner in popped.reversed() where inner.id != frame.id {
                end.hooks += state.hooks.rollBack(inner.id)
                end.hookKind = .afterRollback
            }
            if frame.kind == .joined || (outcome == .committed && !isOutermost) {
                state.hooks.release(frame.id, into: parent)
            } else if outcome == .committed {
                end.hooks += state.hooks.commit(frame.id)
            } else {
                // Whether a commit whose answer was lost has happened is unknown: neither kind of hook is right.
                let due = state.hooks.rollBack(frame.id)
                let unknown = (error as? DatabaseError)?.code == .commitOutcomeUnknown
                end.hooks += unknown ? [] : due
                end.hookKind = .afterRollback
            }
            state.stack.pop(through: frame.id)
            return events
        }
        for event in events {
            for observer in observers {
                await observer.after(.frameClosed(event), EventResult(error: end.error))
            }
        }
        return end
    }

    private func commit(_ frame: Frame) async -> (any Error)? {
        let texts = endingStatements(frame.kind, commit: true)
        let sent = await send(controls(texts + frame.afterEnd, frame))
        guard let failure = sent.failure else {
            guard sent.results.first?.tag == "ROLLBACK" else { return nil }
            return DatabaseError(
                .commitFailed,
                "The server answered COMMIT with ROLLBACK: nothing of the transaction is kept.",
                statement: texts[0],
                place: frame.place
            )
        }
        // The transaction has ended and only what should follow it failed: the connection is not fit for another use.
        if sent.results.count >= texts.count {
            abandon(failure)
            return nil
        }
        if serverState != .lost { await undo(frame.id) }
        guard let failure = failure as? DatabaseError else { return failure }
        if failure.code == .connectionLost, frame.kind == .transaction { return Self.outcomeUnknown(failure, frame) }
        return DatabaseError(
            .commitFailed,
            "\(texts[0]) failed, and nothing of the block is kept: \(failure.message)",
            sqlState: failure.sqlState,
            engineCode: failure.engineCode,
            statement: texts[0],
            serverFields: failure.serverFields,
            cause: failure,
            place: frame.place
        )
    }

    /// Rolls a frame back on the server. When that fails the connection is given up, which rolls back too.
    func undo(_ id: FrameID) async {
        let (frame, server) = state.withLock { ($0.stack.frame(id), $0.server) }
        guard let frame, server != .lost else { return }
        if frame.isOnServer, server != .idle {
            let texts = endingStatements(frame.kind, commit: false)
            var sent = await send(controls(texts, frame), mayBeRefused: false)
            // A cancel request meant for an earlier statement may have hit this one.
            if (sent.failure as? DatabaseError)?.code == .statementCancelled {
                sent = await send(controls(texts, frame), mayBeRefused: false)
            }
            if let failure = sent.failure, serverState != .idle || frame.kind != .transaction { abandon(failure) }
        }
        // Also what blocks inside this one, left open by other tasks, have set.
        let afterEnd = state.withLock { state in
            state.stack.frames.drop { $0.id != id }.reversed().filter { $0.begun > 1 }.flatMap(\.afterEnd)
        }
        if !afterEnd.isEmpty, let failure = await send(controls(afterEnd, frame), mayBeRefused: false).failure {
            abandon(failure)
        }
    }

    /// Gives the connection up: it is closed when it is handed back, and the engine rolls back what is open.
    private func abandon(_ failure: any Error) {
        logger.warning("The end of a block failed, so its connection is closed: \(failure)")
        state.withLock { $0.server = .lost }
    }

    func endingStatements(_ kind: Frame.Kind, commit: Bool) -> [String] {
        switch kind {
        case .joined: []
        case .transaction: [commit ? "COMMIT" : "ROLLBACK"]
        case .savepoint(let name): commit ? ["RELEASE \(name)"] : ["ROLLBACK TO \(name)", "RELEASE \(name)"]
        }
    }

    private func controls(_ texts: [String], _ frame: Frame) -> [Outgoing] {
        texts.map { Outgoing(statement: DriverStatement($0), role: .control, frame: frame.id, place: frame.place) }
    }

    /// What to throw when the closure returned and the block does not commit.
    private func reason(for ending: BlockEnding, _ frame: Frame) -> DatabaseError? {
        switch ending {
        case .rollBackAborted:
            return Self.cannotCommit(state.withLock { $0.stack.frame(frame.id)?.firstFailure }, frame)
        case .rollBackNestedOpen: return nestedOpen(frame)
        case .endedByServer:
            return state.withLock { $0.stack.endedByServer }.map { Self.endedByServer($0, at: frame.place) }
        case .lost:
            return DatabaseError(
                .connectionLost,
                "The connection broke inside the block, so nothing of it is kept. Run the whole block again.",
                place: frame.place
            )
        case .nothing, .commit, .rollBack:
            guard case .joinedBlockThrew(let cause, let place) = frame.doom else { return nil }
            return DatabaseError(
                .transactionAborted,
                "The block returned, but was rolled back, because the block joined to it at \(place) had thrown. Let the "
                    + "error pass, or open the inner block as a savepoint.",
                cause: cause,
                place: frame.place
            )
        }
    }
}

extension Session {
    /// Rolls back a transaction that was opened by hand and left open.
    func rollBackByHand() async {
        let ground = state.withLock { $0.stack.ground }
        let place = SourcePlace(fileID: #fileID, line: #line)
        logger.warning(
            "A connection came back with an open transaction, which is rolled back. Was BEGIN typed by hand?"
        )
        let rollback = Outgoing(statement: DriverStatement("ROLLBACK"), role: .control, frame: ground, place: place)
        if let failure = await send([rollback], mayBeRefused: false).failure { abandon(failure) }
    }

    /// Ends a lease: what a task has left open is rolled back, and no handle of the lease reaches the session any more.
    ///
    /// Gives the hooks of what was rolled back, to be run when the session was given back.
    func endLease() async -> BlockEnd {
        var end = BlockEnd()
        let ground = state.withLock { $0.stack.ground }
        let place = SourcePlace(fileID: #fileID, line: #line)
        guard (try? await takeTurn(on: ground, .close, at: place)) != nil else { return end }
        if let leftOpen = state.withLock({ $0.stack.frames.first }) {
            logger.error(
                "A connection came back with the block opened at \(leftOpen.place) open on it, which is rolled back."
            )
            await undo(leftOpen.id)
            end = await finish(leftOpen, .rolledBack, nil)
        }
        if serverState == .inTransaction || serverState == .failed { await rollBackByHand() }
        _ = beginLease()
        endTurn()
        return end
    }
}

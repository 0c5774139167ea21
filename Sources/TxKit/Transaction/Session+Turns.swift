import Synchronization

extension Session {
    /// Waits for a turn on a frame.
    ///
    /// - Throws: A ``DatabaseError`` when the frame has ended or the wait would not end; `CancellationError` when the
    ///   task is cancelled while it waits. The end of a block (`.close`) is never cancelled and waits as long as it takes.
    func takeTurn(on frame: FrameID, _ purpose: TurnQueue.Purpose, at place: SourcePlace) async throws {
        let atOnce = state.withLock { $0.turns.tryNow(frame, purpose, at: place, $0.stack) }
        let answer: TurnQueue.Answer
        if let atOnce {
            answer = atOnce
        } else {
            answer = await waitForTurn(on: frame, purpose, at: place)
        }
        switch answer {
        case .granted: return
        case .ended: throw Self.ended(place)
        case .cancelled: throw CancellationError()
        case .timedOut: throw blockWaitError(frame, place)
        }
    }

    /// Ends the current turn and wakes those whose waiting is over.
    func endTurn() {
        let due = state.withLock { state in
            state.lastActivity = .now
            return state.turns.endTurn(state.stack).compactMap { ticket, answer in
                state.suspended.wake(ticket, answer).map { ($0, answer) }
            }
        }
        for (continuation, answer) in due { continuation.resume(returning: answer) }
    }

    private func waitForTurn(
        on frame: FrameID,
        _ purpose: TurnQueue.Purpose,
        at place: SourcePlace
    ) async -> TurnQueue.Answer {
        let ticket = state.withLock { $0.turns.newTicket() }
        guard purpose == .use else { return await sleep(ticket, frame, purpose, place) }
        let watch = Task.detached { await self.giveUpWhenIdle(ticket) }
        let answer = await withTaskCancellationHandler {
            await sleep(ticket, frame, purpose, place)
        } onCancel: {
            cancelWait(ticket)
        }
        watch.cancel()
        state.withLock { $0.suspended.forget(ticket) }
        return answer
    }

    private func sleep(
        _ ticket: TurnQueue.Ticket,
        _ frame: FrameID,
        _ purpose: TurnQueue.Purpose,
        _ place: SourcePlace
    ) async -> TurnQueue.Answer {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state in
                // A cancellation may have come before the request was made: then it is the answer.
                if let answer = state.suspended.sleep(ticket, continuation) { return Optional(answer) }
                guard let answer = state.turns.ask(ticket, frame, purpose, at: place, state.stack) else { return nil }
                _ = state.suspended.wake(ticket, answer)
                return answer
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    private func cancelWait(_ ticket: TurnQueue.Ticket) {
        let continuation = state.withLock { state in
            _ = state.turns.remove(ticket)
            return state.suspended.wake(ticket, .cancelled)
        }
        continuation?.resume(returning: .cancelled)
    }

    /// Ends a wait when the session has done nothing for the whole block wait timeout: the block in the way then waits
    /// for something itself, and if that is this very task, for ever.
    private func giveUpWhenIdle(_ ticket: TurnQueue.Ticket) async {
        while true {
            let (busy, idleSince) = state.withLock { ($0.turns.holder != nil && !$0.isStreaming, $0.lastActivity) }
            let wait = busy ? blockWaitTimeout : blockWaitTimeout - idleSince.duration(to: .now)
            if wait <= .zero { break }
            guard (try? await Task.sleep(for: wait)) != nil else { return }
        }
        let continuation = state.withLock { state in
            state.turns.remove(ticket) ? state.suspended.wake(ticket, .timedOut) : nil
        }
        continuation?.resume(returning: .timedOut)
    }

    private func blockWaitError(_ frame: FrameID, _ place: SourcePlace) -> DatabaseError {
        let inTheWay = state.withLock { state in state.stack.frames(above: frame).last?.place ?? state.turns.holder }
        let block = inTheWay.map { "the block opened at \($0)" } ?? "another block"
        return DatabaseError(
            .blockWaitTimeout,
            "The call at \(place) waited \(blockWaitTimeout) for \(block) on the same session, which ran no statement in "
                + "that time. Most likely that block waits for this very task. Run the call inside that block, or start "
                + "and await both tasks outside of it; raise blockWaitTimeout if the block only works long on something "
                + "else.",
            place: place
        )
    }
}

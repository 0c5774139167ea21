import CLibPQ

extension Link {
    /// What libpq has to say next in pipeline mode.
    enum Answer {
        /// A result, which the caller clears.
        case result(OpaquePointer)
        /// The end of the pipeline.
        case sync
        /// Nothing more will come: the connection is broken.
        case lost
    }

    /// Sends what libpq has buffered, reading meanwhile so that neither side waits for the other for ever.
    func flush() async {
        // A failed write is no answer yet: the server's reason may still be there to be read.
        while PQflush(pointer) == 1 {
            guard await waitUntilReady(orWritable: true) else { return }
        }
    }

    /// Waits until ``PQgetResult`` would not block.
    func waitForResult() async {
        while PQisBusy(pointer) == 1 {
            guard await waitUntilReady(orWritable: false) else { return }
        }
    }

    /// Whether ``PQgetResult`` would not block, after no more than the inline wait.
    func hasResultSoon() -> Bool {
        while PQisBusy(pointer) == 1 {
            let socket = PQsocket(pointer)
            guard socket >= 0 else { return true }
            let readiness = SocketPoll.poll(socket, orWritable: false, nanoseconds: inlineNanoseconds)
            guard readiness.canRead else { return false }
            guard PQconsumeInput(pointer) == 1 else { return true }
        }
        return true
    }

    /// The next result of a pipeline, or its end.
    func nextAnswer() async -> Answer {
        var empties = 0
        while true {
            // In a COPY that was given up libpq would report the COPY for ever.
            guard !isGivenUp else { return .lost }
            await waitForResult()
            if let result = PQgetResult(pointer) {
                guard PQresultStatus(result) == PGRES_PIPELINE_SYNC else { return .result(result) }
                PQclear(result)
                return .sync
            }
            // One NULL stands between the results of two statements; more mean that nothing is to come.
            empties += 1
            if isLost || empties > 2 {
                markLost()
                return .lost
            }
        }
    }

    /// Drops everything up to the end of the pipeline; the first error among it is given back.
    func drainToSync() async -> OpaquePointer? {
        var firstError: OpaquePointer?
        while true {
            guard case .result(let result) = await nextAnswer() else { return firstError }
            if firstError == nil, PQresultStatus(result) == PGRES_FATAL_ERROR {
                firstError = result
            } else {
                refuseCopy(result)
                PQclear(result)
            }
        }
    }

    /// Ends a COPY that the statement started and nobody feeds or reads.
    ///
    /// Gives true when there was one.
    @discardableResult
    func refuseCopy(_ result: OpaquePointer) -> Bool {
        switch PQresultStatus(result) {
        case PGRES_COPY_IN:
            PQputCopyEnd(pointer, "COPY FROM STDIN has no data here")
            return true
        case PGRES_COPY_OUT, PGRES_COPY_BOTH:
            // The rows can be of any size and there is no way back but reading them all, so the session is given up.
            markLost()
            return true
        default:
            return false
        }
    }

    /// Waits until the socket is ready and reads what is there.
    ///
    /// False when nothing more can be read.
    private func waitUntilReady(orWritable: Bool) async -> Bool {
        let socket = PQsocket(pointer)
        guard socket >= 0 else { return false }
        var readiness = SocketPoll.poll(socket, orWritable: orWritable, nanoseconds: inlineNanoseconds)
        if readiness.isNone {
            await SocketWait().wait(for: socket, orWritable: orWritable)
            readiness = SocketPoll.poll(socket, orWritable: orWritable, nanoseconds: 0)
        }
        guard readiness.canRead else { return true }
        return PQconsumeInput(pointer) == 1
    }
}

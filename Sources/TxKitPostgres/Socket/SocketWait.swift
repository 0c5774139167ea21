import Dispatch
import Synchronization

/// Waits once, without a thread, until a socket can be read or written.
///
/// The wait ends only after the sources have let go of the socket, so that it may be closed then.
final class SocketWait: Sendable {
    /// A source as several threads hold it.
    ///
    /// `@unchecked Sendable` holds because dispatch objects are thread-safe, and all that is called after the handlers
    /// are set is `resume`, once, and `cancel`.
    private struct Source: @unchecked Sendable {
        let source: any DispatchSourceProtocol
    }

    private struct State {
        var sources: [Source] = []
        var openSources = 0
        var continuation: CheckedContinuation<Void, Never>?
        var isCancelled = false
    }

    private static let queue = DispatchQueue(label: "txkit.postgres.sockets")
    private let state = Mutex(State())

    /// Waits until the socket can be read, or also until it can be written.
    func wait(for socket: Int32, orWritable: Bool) async {
        await withCheckedContinuation { continuation in start(socket, orWritable: orWritable, continuation) }
    }

    /// Waits until the socket can be read or the calling task is cancelled.
    func waitCancellably(for socket: Int32) async {
        await withTaskCancellationHandler {
            await wait(for: socket, orWritable: false)
        } onCancel: {
            end()
        }
    }

    private func start(_ socket: Int32, orWritable: Bool, _ continuation: CheckedContinuation<Void, Never>) {
        var sources = [Source(source: DispatchSource.makeReadSource(fileDescriptor: socket, queue: Self.queue))]
        if orWritable {
            sources.append(Source(source: DispatchSource.makeWriteSource(fileDescriptor: socket, queue: Self.queue)))
        }
        for entry in sources {
            entry.source.setEventHandler { self.end() }
            entry.source.setCancelHandler { self.sourceHasEnded() }
        }
        let started = sources
        let isCancelled = state.withLock { state in
            state.sources = started
            state.openSources = started.count
            state.continuation = continuation
            return state.isCancelled
        }
        for entry in started { entry.source.resume() }
        if isCancelled { end() }
    }

    private func end() {
        let sources = state.withLock { state in
            state.isCancelled = true
            return state.sources
        }
        for entry in sources { entry.source.cancel() }
    }

    private func sourceHasEnded() {
        let continuation: CheckedContinuation<Void, Never>? = state.withLock { state in
            state.openSources -= 1
            guard state.openSources == 0 else { return nil }
            state.sources = []
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume()
    }
}

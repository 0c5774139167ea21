import Synchronization

/// Collects what became of each request, for tests to look at.
public final class AtomicRequestLog: Sendable {
    private let storage = Mutex<[AtomicRequestRecord]>([])

    /// Makes an empty log.
    public init() {}

    /// All requests so far, in the order in which they ended.
    public var records: [AtomicRequestRecord] { storage.withLock { $0 } }

    /// What became of the last request that ended.
    public var lastOutcome: AtomicRequestOutcome? { records.last?.outcome }

    /// Adds a request.
    public func append(_ record: AtomicRequestRecord) { storage.withLock { $0.append(record) } }
}

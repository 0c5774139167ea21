/// Where a database handle gets its sessions from: the pool, or a test's sandbox.
package protocol SessionSource: AnyObject, Sendable {
    /// Lends a session; the caller gives it back with ``SessionLease/end()``.
    func lease(at place: SourcePlace) async throws -> SessionLease

    /// Closes what the source holds; later leases fail.
    func close() async
}

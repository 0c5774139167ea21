/// Where a database handle gets its sessions from: the pool, or a test's sandbox.
package protocol SessionSource: AnyObject, Sendable {
    /// The name under which a session of this source is found again by calls inside its blocks.
    var name: ObjectIdentifier { get }

    /// What opens its connections.
    func driver() throws -> any Driver

    /// Lends a session; the caller gives it back with ``SessionLease/end()``.
    func lease(at place: SourcePlace) async throws -> SessionLease

    /// Closes what the source holds; later leases fail.
    func close() async
}

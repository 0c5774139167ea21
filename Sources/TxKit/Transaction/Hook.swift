/// A piece of work that waits for the end of a frame.
package struct Hook: Sendable {
    let body: @Sendable () async throws -> Void
    let place: SourcePlace
}

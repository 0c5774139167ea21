/// The rows of a query, fetched in portions while they are gone through.
///
/// Valid only inside the closure of ``DatabaseExecutor/withRows(_:fileID:line:_:)``, by one task at a time.
public struct RowStream: AsyncSequence, Sendable {
    public typealias Element = Row

    let session: Session
    let cursor: RowCursor

    public func makeAsyncIterator() -> Iterator { Iterator(session: session, cursor: cursor) }

    /// Goes through the rows; a second iterator goes on where the first stopped.
    public struct Iterator: AsyncIteratorProtocol {
        let session: Session
        let cursor: RowCursor

        /// The next row, or nil when there are no more.
        public mutating func next() async throws -> Row? { try await session.nextRow(cursor) }
    }
}

import Synchronization

/// Where a stream of rows stands.
final class RowCursor: Sendable {
    struct State: Sendable {
        var columns = ColumnNames.none
        var portion: ArraySlice<[DatabaseValue]> = []
        var isAtEnd = false
        var rowsReturned = 0
    }

    let state = Mutex(State())
    let place: SourcePlace

    init(place: SourcePlace) { self.place = place }

    /// A row of the current portion, if one is left.
    func take() -> Row? {
        state.withLock { state in
            state.portion.popFirst().map { Row(columns: state.columns, values: $0) }
        }
    }
}

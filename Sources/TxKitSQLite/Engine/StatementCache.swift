/// The prepared statements of a connection by their texts; the one not used for longest makes room.
struct StatementCache {
    private struct Entry {
        let statement: PreparedStatement
        var lastUse: UInt64
    }

    private let capacity: Int
    private var entries: [String: Entry] = [:]
    private var uses: UInt64 = 0

    init(capacity: Int) {
        self.capacity = max(0, capacity)
    }

    /// The texts kept, in no order.
    var texts: Set<String> { Set(entries.keys) }

    mutating func statement(for text: String) -> PreparedStatement? {
        guard let found = entries.index(forKey: text) else { return nil }
        uses += 1
        entries.values[found].lastUse = uses
        return entries.values[found].statement
    }

    mutating func insert(_ statement: PreparedStatement, for text: String) {
        guard capacity > 0 else { return }
        if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            entries[oldest.key] = nil
        }
        uses += 1
        entries[text] = Entry(statement: statement, lastUse: uses)
    }

    mutating func removeAll() {
        entries.removeAll()
    }
}

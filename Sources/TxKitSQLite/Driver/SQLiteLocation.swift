public import TxKit

/// Where a SQLite database is: in memory, in a file, or what a SQLite URI says.
public struct SQLiteLocation: Sendable, Hashable, CustomStringConvertible {
    /// The name as `sqlite3_open_v2` takes it.
    let name: String
    /// The file's path, percent-decoded; nil for a database in memory.
    let path: String?
    /// Whether each connection would get a database of its own.
    let isPrivate: Bool
    /// Whether the location itself asks for a database that is only read.
    let isReadOnly: Bool

    /// The path or URI as it was given.
    public let description: String

    private init(name: String, path: String?, isPrivate: Bool, isReadOnly: Bool = false, description: String) {
        self.name = name
        self.path = path
        self.isPrivate = isPrivate
        self.isReadOnly = isReadOnly
        self.description = description
    }

    /// A new, empty database in memory; it lives as long as its one connection.
    public static let memory = SQLiteLocation(
        name: ":memory:",
        path: nil,
        isPrivate: true,
        description: ":memory:"
    )

    /// A database file, made if there is none; its folder has to exist.
    public static func file(_ path: String) -> SQLiteLocation {
        guard !path.isEmpty, path != ":memory:" else {
            return SQLiteLocation(name: path, path: nil, isPrivate: true, description: path)
        }
        // A relative path that looks like a URI is still a path.
        let name = path.hasPrefix("file:") ? "./" + path : path
        return SQLiteLocation(name: name, path: path, isPrivate: false, description: path)
    }

    /// A database by its SQLite URI, such as `file:/data/app.db?mode=ro`.
    ///
    /// - Throws: A `DatabaseError` with `invalidConfiguration` when the text is not a `file:` URI or asks for a shared
    ///   cache.
    public static func uri(_ text: String) throws(DatabaseError) -> SQLiteLocation {
        let parts = try URIParts(text)
        if parts.parameters["cache"] == "shared" {
            throw DatabaseError(
                .invalidConfiguration,
                "The SQLite URI \(text) asks for a shared cache, whose table locks no waiting resolves. "
                    + "Leave cache=shared out and use a file, which any number of connections can open."
            )
        }
        let inMemory = parts.parameters["mode"] == "memory" || parts.path == ":memory:"
        let memoryVFS = parts.parameters["vfs"] == "memdb"
        let hasFile = !inMemory && !memoryVFS && !parts.path.isEmpty
        return SQLiteLocation(
            name: text,
            path: hasFile ? parts.path : nil,
            // In the memdb VFS, names that start with a slash belong to the whole process.
            isPrivate: !hasFile && !(memoryVFS && !inMemory && parts.path.hasPrefix("/")),
            isReadOnly: parts.parameters["mode"] == "ro" || parts.isImmutable,
            description: text
        )
    }
}

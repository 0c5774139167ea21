#if Hummingbird
    /// An engine the matrix is shown for.
    enum MatrixEngine: String, Codable, Sendable, Hashable {
        case sqlite
        case postgresql

        /// Its name for people.
        var title: String {
            switch self {
            case .sqlite: "SQLite"
            case .postgresql: "PostgreSQL"
            }
        }
    }
#endif

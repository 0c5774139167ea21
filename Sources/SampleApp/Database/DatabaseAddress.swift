#if Hummingbird
    import TxKit
    import TxKitPostgres
    import TxKitSQLite

    /// What `--database` says: the URL of a PostgreSQL database, or the path of a SQLite database.
    struct DatabaseAddress: Sendable, Hashable {
        /// Which engine it names.
        enum Kind: Sendable, Hashable {
            case sqlite(path: String)
            case postgresql(url: String)
        }

        /// Why a text is no address.
        struct Unreadable: Error, CustomStringConvertible {
            let description: String
        }

        let kind: Kind

        /// A database in memory, gone when the process ends.
        static let memory = DatabaseAddress(kind: .sqlite(path: ":memory:"))

        private init(kind: Kind) { self.kind = kind }

        /// Reads an address: `postgres://…`, `postgresql://…`, `sqlite:PATH` or `PATH`.
        init(_ text: String) throws(Unreadable) {
            let scheme = text.prefix { $0 != ":" }.lowercased()
            switch scheme {
            case "postgres", "postgresql": kind = .postgresql(url: text)
            case _ where text.isEmpty || text == "sqlite:":
                throw Unreadable(
                    description: "A database needs a name: postgresql://HOST/NAME, or the path of a SQLite file.")
            case "sqlite" where text.contains(":"): kind = .sqlite(path: String(text.dropFirst("sqlite:".count)))
            case _ where text.dropFirst(scheme.count).hasPrefix("://"):
                throw Unreadable(
                    description:
                        "'\(scheme)://' is no database this app can use. Give it postgresql://HOST/NAME, or the path "
                        + "of a SQLite file."
                )
            default: kind = .sqlite(path: text)
            }
        }

        /// Opens the database.
        ///
        /// - Throws: A `DatabaseError` when it cannot be opened.
        func open(_ configuration: DatabaseConfiguration) async throws -> Database {
            switch kind {
            case .sqlite(let path): try await Database.sqlite(path: path, configuration: configuration)
            case .postgresql(let url): try await Database.postgres(url, configuration: configuration)
            }
        }
    }
#endif

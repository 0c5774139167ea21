/// How an engine wants its statements written.
public enum SQLDialect: Sendable, Hashable {
    /// SQLite: `?` for a bound value.
    case sqlite
    /// PostgreSQL: `$1`, `$2`, … for bound values.
    case postgresql
}

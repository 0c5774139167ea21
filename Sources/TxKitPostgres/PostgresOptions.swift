/// What every connection of a ``PostgresDriver`` is set up with.
public struct PostgresOptions: Sendable, Hashable {
    /// How long one statement may run before the server cancels it; nil leaves the server's setting.
    public var statementTimeout: Duration?
    /// How long a statement may wait for a lock before the server fails it; nil leaves the server's setting.
    public var lockTimeout: Duration?
    /// The name the server shows for the connections (`pg_stat_activity.application_name`); nil for what the connection
    /// string or the environment says, or `txkit`.
    public var applicationName: String?
    /// The time zone of the session; nil leaves the server's.
    ///
    /// A ``DatabaseValue/timestamp(_:)`` is a point in time, and the columns of type `timestamp` and `date` hold it in
    /// UTC. In another zone the server shifts what it writes to such columns, so change this only where they are not
    /// used.
    public var timeZone: String?
    /// How long an answer is waited for on the spot before the task is suspended.
    ///
    /// Most statements answer in less, and suspending costs more than the wait. Zero suspends at once.
    public var inlineWait: Duration

    /// Makes options; the defaults leave the timeouts to the server.
    public init(
        statementTimeout: Duration? = nil,
        lockTimeout: Duration? = nil,
        applicationName: String? = nil,
        timeZone: String? = "UTC",
        inlineWait: Duration = .microseconds(250)
    ) {
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.applicationName = applicationName
        self.timeZone = timeZone
        self.inlineWait = inlineWait
    }
}

public import Logging

/// How a database handle behaves, whatever the engine.
public struct DatabaseConfiguration: Sendable {
    /// The name in messages and in the journal.
    public var name: String
    /// The most connections open at once; an engine's own limit (one for a private in-memory database) goes first.
    public var maximumConnections: Int
    /// How long a task waits for a connection before ``DatabaseError/Code/poolTimeout`` says who holds them.
    public var acquireTimeout: Duration
    /// How long a statement waits for another block of its session in which nothing happens, before
    /// ``DatabaseError/Code/blockWaitTimeout`` names both.
    public var blockWaitTimeout: Duration
    /// Where notices and unusual events are logged.
    public var logger: Logger
    /// Who is told of every statement and frame.
    public var observers: [any SessionObserver]

    /// Makes a configuration; the defaults suit an application server.
    public init(
        name: String = "database",
        maximumConnections: Int = 8,
        acquireTimeout: Duration = .seconds(30),
        blockWaitTimeout: Duration = .seconds(10),
        logger: Logger = Logger(label: "txkit"),
        observers: [any SessionObserver] = []
    ) {
        self.name = name
        self.maximumConnections = maximumConnections
        self.acquireTimeout = acquireTimeout
        self.blockWaitTimeout = blockWaitTimeout
        self.logger = logger
        self.observers = observers
    }
}

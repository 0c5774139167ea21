/// What a block does when it is opened inside another block.
public enum Nesting: Sendable, Hashable {
    /// Opens a savepoint; outermost, a transaction.
    case savepoint
    /// Becomes part of the enclosing block and sends nothing; a throw marks the enclosing block for rollback.
    /// Outermost, it opens a transaction.
    case join
    /// Must be outermost: inside another block it throws ``DatabaseError/Code/mustBeOutermost``.
    case durable
}

#if Hummingbird
    /// A user's balance of tokens and what it is made of.
    struct TokenStatement: Codable, Sendable, Hashable {
        let balance: Int
        let entries: [LedgerEntry]
    }
#endif

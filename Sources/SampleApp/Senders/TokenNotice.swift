#if Hummingbird
    /// Tells a user that tokens were consumed.
    struct TokenNotice: Sendable, Hashable {
        let userId: Int
        let amount: Int
        let balance: Int
    }
#endif

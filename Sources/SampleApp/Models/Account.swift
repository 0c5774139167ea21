#if Hummingbird
    /// What holds a user's shares.
    struct Account: Decodable, Sendable, Hashable {
        let id: Int
        let userId: Int
    }
#endif

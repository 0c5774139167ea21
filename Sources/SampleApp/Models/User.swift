#if Hummingbird
    /// Somebody who can log in: an owner of accounts, with a balance of tokens.
    struct User: Decodable, Sendable, Hashable {
        let id: Int
        let email: String
    }
#endif

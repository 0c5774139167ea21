#if Hummingbird
    /// A message to a user's address.
    struct Email: Sendable, Hashable {
        let recipient: String
        let subject: String
        let text: String
    }
#endif

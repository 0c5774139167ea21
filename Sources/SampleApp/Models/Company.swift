#if Hummingbird
    /// What shares are shares of.
    struct Company: Decodable, Sendable, Hashable {
        let id: Int
        let name: String
    }
#endif

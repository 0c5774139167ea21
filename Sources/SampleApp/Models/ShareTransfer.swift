#if Hummingbird
    /// A transfer that took place.
    struct ShareTransfer: Codable, Sendable, Hashable {
        let id: Int
        let companyId: Int
        let fromAccountId: Int
        let toAccountId: Int
        let amount: Int
    }
#endif

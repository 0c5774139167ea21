#if Hummingbird
    /// How many shares of a company an account holds; never negative, and one for each account and company.
    struct Share: Codable, Sendable, Hashable {
        let accountId: Int
        let companyId: Int
        let amount: Int
    }
#endif

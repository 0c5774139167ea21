#if Hummingbird
    /// A consumption of tokens that took place.
    struct Consumption: Codable, Sendable, Hashable {
        /// Its entry in the ledger.
        let entryId: Int
        let amount: Int
        /// What is left.
        let balance: Int
    }
#endif

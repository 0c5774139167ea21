#if Hummingbird
    /// What a transfer is asked to be; the body of `POST /api/transfers`.
    struct TransferOrder: Codable, Sendable, Hashable {
        let fromAccountId: Int
        let toAccountId: Int
        let companyId: Int
        let amount: Int
    }
#endif

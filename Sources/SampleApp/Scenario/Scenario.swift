#if Hummingbird
    import TxKit

    /// A request that writes, commits its own block and then fails, because its message cannot be sent.
    enum Scenario: String, Sendable, Hashable, CaseIterable {
        /// Two accounts of 100 shares each, a transfer of 10.
        case transfer
        /// A balance of 1,000 tokens, a consumption of 100.
        case consumption

        /// What the sender's account, or the balance, holds before the request.
        var before: Int {
            switch self {
            case .transfer: Seed.shares
            case .consumption: Seed.tokens
            }
        }

        /// What the request takes away.
        var amount: Int {
            switch self {
            case .transfer: 10
            case .consumption: 100
            }
        }

        /// The request's path.
        var path: String {
            switch self {
            case .transfer: "/api/transfers"
            case .consumption: "/api/tokens/consume"
            }
        }

        /// The request's body.
        func body(_ planted: Planted) throws -> any Encodable & Sendable {
            let (sender, recipient) = try planted.pair()
            return switch self {
            case .transfer:
                TransferOrder(
                    fromAccountId: sender.accountId, toAccountId: recipient.accountId, companyId: planted.companyId,
                    amount: amount
                )
            case .consumption: ["amount": amount]
            }
        }

        /// What the sender's account, or the balance, holds; nil where its row cannot be seen.
        func read(_ planted: Planted, through executor: some DatabaseExecutor) async throws -> Int? {
            let (sender, _) = try planted.pair()
            return switch self {
            case .transfer:
                try await executor.scalar(
                    """
                    SELECT amount FROM shares WHERE account_id = \(sender.accountId) AND company_id = \(planted.companyId)
                    """
                )
            case .consumption: try await executor.scalar("SELECT token_balance FROM users WHERE id = \(sender.user.id)")
            }
        }
    }
#endif

#if Hummingbird
    import TxKit

    /// One change of a user's balance of tokens. The balance is the sum of the user's entries, always.
    struct LedgerEntry: Codable, Sendable, Hashable {
        /// Why the balance changed.
        enum Kind: String, Codable, Sendable, DatabaseValueConvertible {
            /// Tokens were used up.
            case consume
            /// A consumption was given back.
            case refund
            /// Tokens were bought.
            case charge
        }

        let id: Int
        let kind: Kind
        /// What was added to the balance; negative for a consumption.
        let amount: Int
        /// The consumption that a refund gives back.
        let refundedId: Int?
    }
#endif

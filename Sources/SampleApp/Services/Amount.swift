#if Hummingbird
    /// The rule for amounts of shares and tokens.
    enum Amount {
        /// The largest amount of one transfer or consumption. Sums of amounts are 64 bits wide and cannot overflow in practice.
        static let largest = Int(Int32.max)

        /// Refuses what is not between 1 and ``largest``.
        static func check(_ amount: Int) throws(DomainError) {
            guard (1...largest).contains(amount) else { throw .invalidAmount(amount) }
        }
    }
#endif

#if Hummingbird
    /// A statement gave no row where it always gives one: a defect, not a user's mistake.
    struct MissingRow: Error, Sendable {
        let statement: String
    }

    extension Optional {
        /// The row of a statement that always gives one.
        func row(of statement: String) throws(MissingRow) -> Wrapped {
            guard let self else { throw MissingRow(statement: statement) }
            return self
        }
    }
#endif

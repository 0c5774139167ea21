#if Hummingbird
    /// The JSON of an error.
    struct ErrorBody: Codable, Sendable, Hashable {
        /// What went wrong.
        struct Content: Codable, Sendable, Hashable {
            let code: String
            let message: String
            let details: [String: Int]
        }

        let error: Content
    }
#endif

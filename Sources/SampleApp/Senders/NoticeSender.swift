#if Hummingbird
    /// Tells users about their tokens. The app is given one; it never makes its own.
    protocol NoticeSender: Sendable {
        func send(_ notice: TokenNotice) async throws
    }
#endif

#if Hummingbird
    /// Sends e-mails. The app is given one; it never makes its own.
    protocol EmailSender: Sendable {
        func send(_ email: Email) async throws
    }
#endif

#if Hummingbird
    /// Fails whatever it is to send: the demonstration's mail server.
    struct UnreachableSender: EmailSender, NoticeSender {
        /// What it throws.
        struct Unreachable: Error, CustomStringConvertible {
            var description: String { "the mail server cannot be reached" }
        }

        func send(_ email: Email) async throws { throw Unreachable() }
        func send(_ notice: TokenNotice) async throws { throw Unreachable() }
    }
#endif

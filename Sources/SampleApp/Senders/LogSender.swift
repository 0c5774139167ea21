#if Hummingbird
    import Logging

    /// Writes to the log what it would send: for trying the app out.
    struct LogSender: EmailSender, NoticeSender {
        let logger: Logger

        func send(_ email: Email) async throws {
            logger.info("E-mail to \(email.recipient): \(email.subject)")
        }

        func send(_ notice: TokenNotice) async throws {
            logger.info("Notice to user \(notice.userId): \(notice.amount) tokens consumed, \(notice.balance) left")
        }
    }
#endif

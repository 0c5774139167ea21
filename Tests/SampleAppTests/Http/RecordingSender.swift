#if Hummingbird
    import Synchronization

    @testable import SampleApp

    /// Keeps what it is to send.
    final class RecordingSender: EmailSender, NoticeSender {
        private let storage = Mutex<(emails: [Email], notices: [TokenNotice])>(([], []))

        var emails: [Email] { storage.withLock { $0.emails } }
        var notices: [TokenNotice] { storage.withLock { $0.notices } }

        func send(_ email: Email) async throws { storage.withLock { $0.emails.append(email) } }
        func send(_ notice: TokenNotice) async throws { storage.withLock { $0.notices.append(notice) } }
    }
#endif

#if Hummingbird
    import TxKit

    /// Statements in the order in which they were sent, each with how deep it lies in frames.
    struct Timeline: Sendable, Hashable {
        /// A statement.
        struct Line: Sendable, Hashable {
            let text: String
            /// How many frames lie around it.
            let depth: Int
            /// On the statement that opens a frame: who opened it.
            let opener: FrameOpener?
        }

        let lines: [Line]

        /// The statements from a position of the journal on, with the frames of the harness around them whole.
        init(_ journal: Journal, from start: Int) {
            let events = journal.statementEvents
            let before = events.prefix(start).filter { $0.role == .control && $0.opener == .harness }
            var opened: Set<FrameID> = []
            lines = (before + events.dropFirst(start)).map { event in
                let opens = event.role == .control && opened.insert(event.frame).inserted
                let isInside = event.role == .user && event.opener != nil
                return Line(
                    text: event.text, depth: event.depth + (isInside ? 1 : 0), opener: opens ? event.opener : nil
                )
            }
        }
    }
#endif

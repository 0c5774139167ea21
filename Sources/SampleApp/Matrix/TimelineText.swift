#if Hummingbird
    import TxKit

    /// A combination's statements, indented by frame, with who opened each frame on the right.
    struct TimelineText: Sendable {
        private static let openerWidth = FrameOpener.application.rawValue.count
        private static let margin = 4

        let timeline: Timeline
        let palette: Palette

        var lines: [String] { timeline.lines.map(line) }

        private func line(_ line: Timeline.Line) -> String {
            let indent = String(repeating: " ", count: Self.margin + 2 * line.depth)
            let room = TextLayout.width - indent.count
            guard let opener = line.opener else { return indent + TextLayout.line(line.text, width: room) }
            let width = room - Self.openerWidth - 2
            let text = TextLayout.left(TextLayout.line(line.text, width: width), width)
            return indent + text + "  " + palette.dim(opener.rawValue)
        }
    }
#endif

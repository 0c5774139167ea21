#if Hummingbird
    /// Fits text into columns.
    enum TextLayout {
        /// The widest line.
        static let width = 100

        /// The text in one line, with each run of white space as one space, cut to a width.
        static func line(_ text: String, width: Int) -> String {
            let single = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard single.count > width else { return single }
            return String(single.prefix(max(0, width - 1))) + "…"
        }

        static func left(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }

        static func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
    }
#endif

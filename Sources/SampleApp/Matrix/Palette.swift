#if Hummingbird
    import Foundation

    /// Colours for a terminal, and none for anything else.
    struct Palette: Sendable {
        let isOn: Bool

        static let none = Palette(isOn: false)

        /// The palette for what the process prints to: a terminal that has colours, and whose owner wants them
        /// (https://no-color.org).
        static var standardOutput: Palette {
            let environment = ProcessInfo.processInfo.environment
            let isWanted = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
            return Palette(isOn: isWanted && isatty(STDOUT_FILENO) == 1)
        }

        func bold(_ text: String) -> String { colour(text, 1) }
        func dim(_ text: String) -> String { colour(text, 2) }
        func red(_ text: String) -> String { colour(text, 31) }
        func green(_ text: String) -> String { colour(text, 32) }

        private func colour(_ text: String, _ code: Int) -> String {
            isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
        }
    }
#endif

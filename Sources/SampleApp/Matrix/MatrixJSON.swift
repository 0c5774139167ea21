#if Hummingbird
    import Foundation

    /// The rows of all engines for programs: an array of objects.
    struct MatrixJSON: Sendable {
        let rows: [MatrixRow]

        func text() throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(rows), as: UTF8.self) + "\n"
        }
    }
#endif

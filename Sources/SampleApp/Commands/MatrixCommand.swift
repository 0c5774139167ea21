#if Hummingbird
    import ArgumentParser
    import Foundation

    /// Shows what a test sees of a failed request in each of the four combinations.
    struct MatrixCommand: AsyncParsableCommand {
        /// How the matrix is printed.
        enum Format: String, ExpressibleByArgument, CaseIterable, Sendable {
            case text
            case json
        }

        static let configuration = CommandConfiguration(
            commandName: "matrix",
            abstract: "Show what a test sees of a failed request: {rollback, truncate} x {atomic requests on, off}.",
            discussion: """
                A transfer of 10 shares out of 100, whose e-mail cannot be sent, fails with 500; then the test asks what the \
                sender's account holds. The status is 0 when each row is as expected.
                """
        )

        @Option(
            name: .customLong("database"),
            help: """
                A server to run on; may be given several times. Only test databases made for the run are touched: a \
                PostgreSQL URL names the server on which one is made, a SQLite path the engine. Without it: SQLite, and \
                PostgreSQL when a server can be had.
                """,
            transform: DatabaseAddress.argument
        )
        var databases: [DatabaseAddress] = []

        @Option(help: "How to print it.")
        var format: Format = .text

        mutating func run() async throws {
            let report = try await MatrixReport.make(databases) { error in
                let reason = String(describing: error).split(separator: "\n").first ?? ""
                FileHandle.standardError.write(Data("PostgreSQL is left out: \(reason)\n".utf8))
            }
            switch format {
            case .text: print(report.text(.standardOutput), terminator: "")
            case .json: print(try report.json(), terminator: "")
            }
            guard report.isAsExpected else { throw ExitCode(1) }
        }
    }
#endif

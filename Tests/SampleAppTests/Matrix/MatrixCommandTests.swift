#if Hummingbird
    import Foundation
    import Testing
    import TxKit
    import TxKitTestSupport

    @testable import SampleApp

    /// `SampleApp matrix`, as a process; one at a time.
    @Suite(.serialized) struct MatrixCommandTests {
        private func matrix(_ arguments: String..., environment: [String: String] = [:]) async throws -> ChildRun {
            try await ChildRun.run(Executable.sampleApp, ["matrix"] + arguments, environment: environment)
        }

        @Test func printsTheEightObjects() async throws {
            let run = try await matrix("--format", "json")
            #expect(run.status == 0, "\(run.errors)")
            let rows = try JSONDecoder().decode([MatrixRow].self, from: Data(run.output.utf8))
            #expect(rows == ExpectedRows.of(.sqlite) + ExpectedRows.of(.postgresql))
        }

        @Test func printsPlainTextWhereThereIsNoTerminal() async throws {
            let run = try await matrix(environment: ["TERM": "xterm-256color", "NO_COLOR": ""])
            #expect(run.status == 0, "\(run.errors)")
            #expect(!run.output.contains("\u{1B}"))
            #expect(run.output.hasPrefix("SQLite\n\n  case "))
            #expect(run.output.contains("\n\nPostgreSQL\n\n  case "), "\(run.errors)")
        }

        @Test func goesOnWithoutPostgreSQL() async throws {
            let run = try await matrix(
                "--format", "json", environment: ["TXKIT_POSTGRES_URL": "postgresql://127.0.0.1:1/x"])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors.hasPrefix("PostgreSQL is left out: "))
            #expect(run.errors.split(separator: "\n").count == 1)
            let rows = try JSONDecoder().decode([MatrixRow].self, from: Data(run.output.utf8))
            #expect(rows == ExpectedRows.of(.sqlite))
        }

        /// The named database keeps its tables and gets none.
        @Test func leavesTheNamedDatabaseAlone() async throws {
            let url = try await TestPostgres.url(database: "postgres")
            let run = try await matrix("--format", "json", "--database", url, "--database", "sqlite:not-made.db")
            #expect(run.status == 0, "\(run.errors)")
            let rows = try JSONDecoder().decode([MatrixRow].self, from: Data(run.output.utf8))
            #expect(rows == ExpectedRows.of(.postgresql) + ExpectedRows.of(.sqlite))
            #expect(!FileManager.default.fileExists(atPath: "not-made.db"))
            let named = try await DatabaseAddress(url).open(.init())
            let tables = try await named.scalar(
                "SELECT COUNT(*) FROM pg_tables WHERE tablename IN ('shares', 'users')", as: Int.self
            )
            await named.close()
            #expect(tables == 0)
        }

        @Test func aServerThatWasAskedForHasToBeThere() async throws {
            let run = try await matrix("--database", "postgresql://127.0.0.1:1/x")
            #expect(run.status == 1)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("connectionFailed"))
        }

        @Test(arguments: ["mysql://localhost/app", "sqlite:"])
        func aWrongAddressIsExplained(_ address: String) async throws {
            for command in ["matrix", "serve"] {
                let run = try await ChildRun.run(Executable.sampleApp, [command, "--database", address])
                #expect(run.status != 0)
                #expect(run.errors.contains("postgresql://HOST/NAME"), "\(run.errors)")
            }
        }
    }
#endif

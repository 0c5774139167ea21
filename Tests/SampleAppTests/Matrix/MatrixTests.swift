#if Hummingbird
    import Foundation
    import Testing
    import TxKitTestSupport

    @testable import SampleApp

    /// The demonstration, run in this process.
    @Suite struct MatrixTests {
        @Test func eightRowsAreAsExpectedToTheStatement() async throws {
            let report = try await MatrixReport.make([]) { Issue.record($0, "PostgreSQL is there in each test run") }
            #expect(report.rows == ExpectedRows.of(.sqlite) + ExpectedRows.of(.postgresql))
            #expect(report.isAsExpected)
            try expectJSON(of: report)
            expectText(of: report)
        }

        @Test func aRowThatIsNotAsExpectedShowsAndFails() throws {
            var rows = ExpectedRows.of(.sqlite)
            rows[1] = MatrixRow(
                engine: .sqlite, strategy: .rollback, atomicRequests: false, seenByTest: 100,
                seenByOtherConnection: nil,
                assertion: .passed, statements: []
            )
            #expect(rows.map(\.isAsExpected) == [true, false, true, true])
            let lines = MatrixTable(rows: rows, palette: .none).lines
            #expect(lines[3] == "    not as expected: 90, and by another connection nothing")
            #expect(!MatrixReport(engines: []).isAsExpected)
        }

        @Test func theTableHasItsColumns() {
            #expect(
                MatrixTable(rows: ExpectedRows.of(.sqlite), palette: .none).lines == [
                    #"  case      atomic requests  the test reads  another connection reads  the assertion "still 100""#,
                    "  rollback  on                          100                   nothing  passes",
                    "  rollback  off                          90                   nothing  fails",
                    "  truncate  on                          100                       100  passes",
                    "  truncate  off                          90                        90  fails",
                ]
            )
        }

        @Test func coloursAreForTerminals() {
            let rows = ExpectedRows.of(.sqlite)
            let coloured = MatrixTable(rows: rows, palette: Palette(isOn: true)).lines.joined(separator: "\n")
            #expect(coloured.contains("\u{1B}[31mfails\u{1B}[0m"))
            #expect(!Palette.standardOutput.isOn || isatty(STDOUT_FILENO) == 1)
        }

        @Test func longStatementsAreCut() {
            #expect(TextLayout.line("SELECT\n    1,  2", width: 11) == "SELECT 1, 2")
            #expect(TextLayout.line("SELECT 1, 2", width: 10) == "SELECT 1,…")
        }

        /// The keys and values as a program reads them, without the app's own types.
        private func expectJSON(of report: MatrixReport) throws {
            let json = try report.json()
            #expect(try JSONDecoder().decode([MatrixRow].self, from: Data(json.utf8)) == report.rows)
            let objects = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
            #expect(objects.count == 8)
            let keys: Set = [
                "engine", "case", "atomicRequests", "seenByTest", "seenByOtherConnection", "assertion", "statements",
            ]
            for object in objects { #expect(Set(object.keys) == keys) }
            #expect(objects[0]["seenByOtherConnection"] is NSNull)
            #expect(objects[7]["seenByOtherConnection"] as? Int == 90)
            #expect(
                objects.map { $0["engine"] as? String } == Array(repeating: "sqlite", count: 4)
                    + Array(repeating: "postgresql", count: 4))
            #expect(
                objects.map { $0["atomicRequests"] as? Bool } == [true, false, true, false, true, false, true, false])
            #expect(objects[1]["case"] as? String == "rollback")
            #expect(objects[1]["assertion"] as? String == "failed")
        }

        private func expectText(of report: MatrixReport) {
            let text = report.text(.none)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for line in lines { #expect(line.count <= 100, "\(line)") }
            #expect(!text.contains("\u{1B}"))
            #expect(lines.filter { $0.hasSuffix("  harness") }.count == 4, "one BEGIN for each rollback case")
            #expect(lines.filter { $0 == "    ROLLBACK" }.count == 6, "four by the harness, two by atomic requests")
            // Frames: rollback on 2, off 1; truncate on 2, off 1; on each engine.
            #expect(lines.filter { $0.hasSuffix("  application") }.count == 12)
        }
    }
#endif

#if Hummingbird
    import Foundation
    import Testing

    /// Runs the suites that have to fail as a user runs them, and reads their reports.
    @Suite(.serialized, .enabled(if: !NestedRun.isInside)) struct NotAtomicReports {
        @Test(arguments: ["RollbackNotAtomicSuite", "TruncateNotAtomicSuite"])
        func failsWithBothNumbersAndNothingElse(_ suite: String) async throws {
            let run = try await NestedRun.swiftTesting("SampleAppTests.\(suite)/")
            let report = run.output + run.errors
            #expect(run.status == 1, "\(report)")
            let issues = report.split(separator: "\n").filter { $0.contains("recorded an issue") }
            #expect(issues.count == 4, "\(report)")
            for test in ["transferOnSQLite()", "transferOnPostgreSQL()"] {
                let own = issues.filter { $0.contains("\(test) recorded") }
                #expect(own.count == 1 && own[0].contains("(left → 90) == (before → 100)"), "\(report)")
            }
            for test in ["consumptionOnSQLite()", "consumptionOnPostgreSQL()"] {
                let own = issues.filter { $0.contains("\(test) recorded") }
                #expect(own.count == 1 && own[0].contains("(left → 900) == (before → 1000)"), "\(report)")
            }
            #expect(report.contains("Test run with 4 tests in 1 suite failed"), "\(report)")
            #expect(report.contains("with 4 issues"), "\(report)")
        }
    }
#endif

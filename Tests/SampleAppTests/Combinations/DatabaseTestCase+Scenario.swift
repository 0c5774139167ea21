#if Hummingbird
    import TxKit
    import TxKitTestSupport
    import TxKitXCTest
    import XCTest

    @testable import SampleApp

    extension DatabaseTestCase {
        /// Sends the request of a scenario through the app's router, sees it fail, and asserts that nothing was taken away.
        func assertNothingIsTaken(
            _ scenario: Scenario, on database: TestDatabase, atomicRequests: Bool,
            file: StaticString = #filePath, line: UInt = #line
        ) async throws {
            let handle = try sandbox.database(database)
            let stage = try await Stage.make(scenario, on: handle, atomicRequests: atomicRequests)
            let status = try await stage.sendRequest()
            XCTAssertEqual(status, 500, file: file, line: line)

            let outside = try await sandbox.withOutsideConnection(to: database) { try await stage.read(through: $0) }
            let read = try await stage.read(through: handle)
            let left = try XCTUnwrap(read, file: file, line: line)
            let committed = try sandbox.strategy == .truncate ? left : nil
            XCTAssertEqual(outside, committed, "another connection", file: file, line: line)
            XCTAssertEqual(left, scenario.before, file: file, line: line)
        }

        /// Runs this test in a process of its own, and asserts that it fails there, with both numbers and nothing else.
        func assertFailsInNestedRun(reading seen: Int, insteadOf expected: Int) {
            do {
                let run = try NestedRun.xctest(name)
                XCTAssertEqual(run.status, 1, run.output + run.errors)
                let failures = run.output.split(separator: "\n").filter { $0.contains(": error: ") }
                let message = #"XCTAssertEqual failed: ("\#(seen)") is not equal to ("\#(expected)")"#
                XCTAssertEqual(failures.count, 1, run.output + run.errors)
                XCTAssertTrue(failures.first?.contains(message) == true, run.output + run.errors)
                XCTAssertTrue(run.output.contains("Executed 1 test, with 1 failure (0 unexpected)"), run.output)
            } catch {
                XCTFail("The nested run could not be started: \(error)")
            }
        }
    }
#endif

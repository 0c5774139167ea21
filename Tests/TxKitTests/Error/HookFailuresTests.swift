import Testing

@testable import TxKit

@Suite struct HookFailuresTests {
    struct MailFailed: Error, CustomStringConvertible { var description: String { "no mail server" } }

    @Test("the text says that the commit stands, how many hooks failed, and where each was registered")
    func text() {
        let failures = HookFailures(
            failures: [
                .init(error: MailFailed(), place: place(3)), .init(error: CancellationError(), place: place(9)),
            ],
            hooksRun: 5
        )
        #expect(
            failures.description == """
                The transaction has committed, but 2 of 5 afterCommit hooks failed:
                  registered at App/Test.swift:3: no mail server
                  registered at App/Test.swift:9: CancellationError()
                """
        )
        #expect(failures.failures[0].error is MailFailed)
    }

    @Test("a database error in it hides its values")
    func redaction() {
        let error = DatabaseError(.statementFailed, "no", values: [.text("s3cret")])
        let failures = HookFailures(failures: [.init(error: error, place: place())], hooksRun: 1)
        #expect(!failures.description.contains("s3cret"))
        #expect(!"\(failures)".contains("s3cret"))
    }
}

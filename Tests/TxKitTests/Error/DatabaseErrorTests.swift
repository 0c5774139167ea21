import Testing

@testable import TxKit

@Suite struct DatabaseErrorTests {
    private func failing() -> DatabaseError {
        var fields = ServerFields()
        fields.detail = "Key (email)=(ann@example.org) already exists."
        fields.hint = "Pick another."
        return DatabaseError(
            .uniqueViolation,
            "duplicate key value violates unique constraint \"users_email_key\"",
            sqlState: "23505",
            statement: "INSERT INTO users (email, pin) VALUES ($1, $2)",
            values: [.text("ann@example.org"), .integer(4711)],
            serverFields: fields,
            place: place(12)
        )
    }

    @Test("the description holds all but values, so that it may be logged")
    func description() {
        #expect(
            failing().description == """
                uniqueViolation: duplicate key value violates unique constraint "users_email_key" [SQLSTATE 23505]
                  statement: INSERT INTO users (email, pin) VALUES ($1, $2)
                  hint: Pick another.
                  at: App/Test.swift:12
                """
        )
        #expect("\(failing())" == failing().description)
    }

    @Test("the debug description shows values and detail")
    func debugDescription() {
        #expect(
            failing().debugDescription == """
                uniqueViolation: duplicate key value violates unique constraint "users_email_key" [SQLSTATE 23505]
                  statement: INSERT INTO users (email, pin) VALUES ($1, $2)
                  values: 'ann@example.org', 4711
                  detail: Key (email)=(ann@example.org) already exists.
                  hint: Pick another.
                  at: App/Test.swift:12
                """
        )
    }

    @Test("a cause is shown indented, and its values are hidden like the error's own")
    func cause() {
        let error = DatabaseError(.transactionAborted, "The block was rolled back.", cause: failing())
        #expect(error.description.contains("\n  cause: uniqueViolation: duplicate key"))
        #expect(error.description.contains("\n    statement: INSERT"))
        #expect(!error.description.contains("ann@example.org") && !error.description.contains("4711"))
        #expect(error.debugDescription.contains("\n    values: 'ann@example.org', 4711"))
        let deeper = DatabaseError(.commitFailed, "COMMIT failed.", cause: error)
        #expect(!deeper.description.contains("ann@example.org"))
        #expect(deeper.debugDescription.contains("ann@example.org"))
    }

    @Test("an error with nothing but a message is one line")
    func short() {
        let error = DatabaseError(.poolClosed, "The database was closed.")
        #expect(error.description == "poolClosed: The database was closed.")
        #expect(error.debugDescription == error.description)
    }

    @Test("conflicts may be run again, also when COMMIT met them")
    func conflicts() {
        for code in [.serializationFailure, .deadlock, .busy] as [DatabaseError.Code] {
            let error = DatabaseError(code, "x")
            #expect(error.isConflict, "\(code)")
            #expect(DatabaseError(.commitFailed, "x", cause: error).isConflict, "\(code)")
        }
        for code in [.uniqueViolation, .lockTimeout, .connectionLost, .commitOutcomeUnknown] as [DatabaseError.Code] {
            #expect(!DatabaseError(code, "x").isConflict, "\(code)")
        }
        #expect(!DatabaseError(.commitFailed, "x").isConflict)
        #expect(!DatabaseError(.transactionAborted, "x", cause: DatabaseError(.deadlock, "y")).isConflict)
    }

    @Test("codes are equal to themselves alone and named as they are written")
    func codes() {
        #expect(DatabaseError.Code.deadlock == .deadlock)
        #expect(DatabaseError.Code.deadlock != .busy)
        #expect("\(DatabaseError.Code.commitOutcomeUnknown)" == "commitOutcomeUnknown")
    }
}

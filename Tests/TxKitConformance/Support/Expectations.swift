import Testing
import TxKit

/// An error of the promise's own, told apart by identity.
final class Mishap: Error, Sendable {}

/// Runs work that must throw, and gives what it threw.
@discardableResult
func failure<Value>(
    sourceLocation: SourceLocation = #_sourceLocation,
    of work: () async throws -> Value
) async -> (any Error)? {
    do {
        _ = try await work()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}

/// Runs work that must throw a `DatabaseError` with a code, and gives it.
@discardableResult
func failure<Value>(
    _ code: DatabaseError.Code,
    sourceLocation: SourceLocation = #_sourceLocation,
    of work: () async throws -> Value
) async -> DatabaseError? {
    guard let error = await failure(sourceLocation: sourceLocation, of: work) else { return nil }
    guard let error = error as? DatabaseError else {
        Issue.record("\(error) was thrown in place of \(code)", sourceLocation: sourceLocation)
        return nil
    }
    #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
    return error
}

/// Runs work that must throw this very error.
func expectFailure<Value>(
    _ mishap: Mishap,
    sourceLocation: SourceLocation = #_sourceLocation,
    of work: () async throws -> Value
) async {
    let error = await failure(sourceLocation: sourceLocation, of: work)
    #expect(error as? Mishap === mishap, sourceLocation: sourceLocation)
}

/// Runs work that must throw `CancellationError`.
func expectCancellation<Value>(
    sourceLocation: SourceLocation = #_sourceLocation,
    of work: () async throws -> Value
) async {
    let error = await failure(sourceLocation: sourceLocation, of: work)
    #expect(error is CancellationError, "\(String(describing: error))", sourceLocation: sourceLocation)
}

extension DatabaseError {
    /// The error behind it, when that is one of the kernel's too.
    var databaseCause: DatabaseError? { cause as? DatabaseError }
}

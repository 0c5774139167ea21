import Logging

extension Session {
    /// Runs the hooks a block has left, all of them, whatever they throw.
    ///
    /// - Throws: ``HookFailures`` when hooks that waited for the commit failed. A rollback hook cannot throw.
    func runHooks(_ end: BlockEnd) async throws {
        var failures: [HookFailures.Failure] = []
        for hook in end.hooks {
            let event = SessionEvent.hook(
                HookEvent(session: number, database: databaseName, kind: end.hookKind, place: hook.place)
            )
            var thrown: (any Error)?
            do {
                for observer in observers { try await observer.before(event) }
            } catch {
                logger.warning("An observer cannot refuse a hook: \(error)")
            }
            do {
                try await hook.body()
            } catch {
                thrown = error
                failures.append(HookFailures.Failure(error: error, place: hook.place))
            }
            for observer in observers { await observer.after(event, EventResult(error: thrown)) }
        }
        if !failures.isEmpty { throw HookFailures(failures: failures, hooksRun: end.hooks.count) }
    }
}

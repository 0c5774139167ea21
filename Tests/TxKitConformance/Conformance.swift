/// All promises of the kernel.
public enum Conformance {
    /// The promises, by concern.
    public static let all: [Promise] = [
        Promise.outermostBlocks, Promise.nestedBlocks, Promise.joinedBlocks, Promise.durableBlocks,
        Promise.markedBlocks, Promise.failedStatements,
        Promise.commitHooks, Promise.hookOrder, Promise.rollbackHooks, Promise.failingHooks,
        Promise.isolation, Promise.readOnlyBlocks, Promise.beginModes, Promise.retries,
        Promise.refusedControl, Promise.controlByHand,
        Promise.endedTransactions, Promise.failedCommits,
        Promise.cancelledStatements, Promise.cancelledWaits,
        Promise.childTasks, Promise.siblingBlocks, Promise.outlivedBlocks, Promise.handles,
        Promise.values, Promise.rowDecoding, Promise.lists, Promise.scripts, Promise.bulkInserts, Promise.rowStreams,
        Promise.refusingObservers, Promise.watchingObservers,
        Promise.poolOrder, Promise.poolLimits, Promise.poolLoad,
        Promise.errorTexts, Promise.errorCodes,
    ].flatMap { $0 }
}

import Synchronization
import TxKit

extension Session {
    /// What is wrong with the frame of a test that is about to end; nil when all is well.
    func problem(endingTest test: String, _ frame: FrameID) -> BoundaryError? {
        let report = boundary(of: frame)
        if let cause = report.endedByServer {
            return BoundaryError(
                message:
                    "The test '\(test)' lost its transaction: a statement ended it on the server, so what came after "
                    + "was not isolated. Use a truncate case for code that ends transactions by itself.",
                cause: cause, place: cause.place
            )
        }
        if let open = report.openBlock {
            return BoundaryError(
                message: "The test '\(test)' ended while a block was still open in another task; it was rolled back. "
                    + "Await that task inside the test.",
                cause: nil, place: open
            )
        }
        return nil
    }
}

/// The place in source code that asked for something.
///
/// Errors, the journal, the pool's waiters and open blocks all carry one, so that a message can say *which line* to
/// look at. Public calls fill it from `#fileID` and `#line`.
public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
    /// The module and file name, as `#fileID` gives it.
    public let fileID: String
    /// The line, starting at 1.
    public let line: UInt

    /// Makes a place from what `#fileID` and `#line` give.
    public init(fileID: StaticString, line: UInt) {
        self.fileID = fileID.description
        self.line = line
    }

    /// Makes a place from a file name and a line that are known only at run time.
    public init(fileID: String, line: Int) {
        self.fileID = fileID
        self.line = UInt(max(0, line))
    }

    public var description: String { "\(fileID):\(line)" }
}

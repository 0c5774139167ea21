import Logging
import Synchronization

/// Notes taken by several tasks, in order.
final class Log: Sendable {
    static let silent = Logger(label: "conformance") { _ in SwiftLogNoOpLogHandler() }

    private let storage = Mutex<[String]>([])

    func note(_ text: String) { storage.withLock { $0.append(text) } }

    var entries: [String] { storage.withLock { $0 } }
}

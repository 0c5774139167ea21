import Foundation
import Synchronization

/// The folder of this process's SQLite test databases, removed when the process exits.
///
/// A process that was killed leaves its folder behind; the next one removes it.
final class TemporaryFolder: Sendable {
    private static let prefix = "txkit-sqlite-"
    private static let shared = Mutex<TemporaryFolder?>(nil)

    private let url: URL

    private init(_ url: URL) { self.url = url }

    /// The folder of this process, made at the first call.
    static func forThisProcess() throws -> TemporaryFolder {
        try shared.withLock { shared in
            if let shared { return shared }
            removeLeftovers()
            let process = ProcessInfo.processInfo.processIdentifier
            let url = FileManager.default.temporaryDirectory.appending(
                path: "\(prefix)\(process)-\(UUID().uuidString.prefix(8))"
            )
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            let folder = TemporaryFolder(url)
            shared = folder
            atexit { TemporaryFolder.shared.withLock { $0?.remove() } }
            return folder
        }
    }

    func path(_ name: String) -> String { url.appending(path: name).path }

    private func remove() { try? FileManager.default.removeItem(at: url) }

    private static func removeLeftovers() {
        let parent = FileManager.default.temporaryDirectory
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        for name in names where name.hasPrefix(prefix) {
            guard let process = Int32(name.dropFirst(prefix.count).prefix { $0 != "-" }) else { continue }
            // Signal 0 only asks whether the process is there.
            if kill(process, 0) == -1, errno == ESRCH {
                try? FileManager.default.removeItem(at: parent.appending(path: name))
            }
        }
    }
}

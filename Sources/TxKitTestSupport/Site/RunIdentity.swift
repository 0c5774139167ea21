import Foundation

/// Names a test run: the same in all processes that one `swift test` starts, another in the next run.
enum RunIdentity {
    /// The parent process and when it started, in letters, digits and underscores.
    static let current: String = {
        let parent = getppid()
        return "\(parent)_\(startTime(of: parent) ?? "0")"
    }()

    /// Field 22 of `/proc/PID/stat`; process ids are used again, start times with them are not. Source: proc(5).
    private static func startTime(of process: Int32) -> String? {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: name)...].split(separator: " ")
        return fields.count > 19 ? String(fields[19]) : nil
    }
}

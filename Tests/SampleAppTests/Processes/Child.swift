#if Hummingbird
    import Foundation

    /// A program that was started.
    final class Child {
        private let process = Process()
        private let folder: URL

        /// Starts a program with the environment of this process and some variables more.
        init(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "sample-app-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            process.executableURL = program
            process.arguments = arguments
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try Self.file(folder, "output")
            process.standardError = try Self.file(folder, "errors")
            try process.run()
        }

        deinit {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            try? FileManager.default.removeItem(at: folder)
        }

        var isRunning: Bool { process.isRunning }
        var status: Int32 { process.terminationStatus }
        var endedBySignal: Bool { process.terminationReason == .uncaughtSignal }

        func output() throws -> String { try String(contentsOf: folder.appending(path: "output"), encoding: .utf8) }
        func errors() throws -> String { try String(contentsOf: folder.appending(path: "errors"), encoding: .utf8) }

        func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

        /// Waits on the calling thread. One that hangs is killed, so that what it printed can be shown.
        func waitForExit(atMost patience: Duration) {
            let process = process
            let hanging = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
            DispatchQueue.global().asyncAfter(
                deadline: .now() + .seconds(Int(patience.components.seconds)), execute: hanging)
            process.waitUntilExit()
            hanging.cancel()
        }

        private static func file(_ folder: URL, _ name: String) throws -> FileHandle {
            let url = folder.appending(path: name)
            try Data().write(to: url)
            return try FileHandle(forWritingTo: url)
        }
    }
#endif

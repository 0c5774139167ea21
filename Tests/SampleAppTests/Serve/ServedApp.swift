#if Hummingbird
    import Foundation

    #if canImport(FoundationNetworking)
        import FoundationNetworking
    #endif

    /// `SampleApp serve` as a process, on a port that was free.
    final class ServedApp {
        /// It ended, or did not get as far as listening.
        struct NotServing: Error, CustomStringConvertible {
            let description: String
        }

        let child: Child
        private let base: URL

        init(_ arguments: String...) async throws {
            let child = try Child(Executable.sampleApp, ["serve", "--port", "0"] + arguments)
            self.child = child
            let deadline = ContinuousClock.now + .seconds(180)
            while true {
                let log = try child.errors()
                if let match = log.firstMatch(of: /listening on 127\.0\.0\.1:([0-9]+)/),
                    let url = URL(string: "http://127.0.0.1:\(match.1)")
                {
                    base = url
                    return
                }
                guard child.isRunning, .now < deadline else {
                    throw NotServing(description: "still running: \(child.isRunning), log: \(log)")
                }
                try await Task.sleep(for: .milliseconds(20))
            }
        }

        /// The status and body of a response.
        func send(
            _ method: String, _ path: String, body: String? = nil, token: String? = nil
        ) async throws -> (status: Int?, body: String) {
            var request = URLRequest(url: base.appending(path: path))
            request.httpMethod = method
            request.httpBody = body.map { Data($0.utf8) }
            if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
            let (data, response) = try await URLSession.shared.data(for: request)
            return ((response as? HTTPURLResponse)?.statusCode, String(decoding: data, as: UTF8.self))
        }

        /// Sends a signal and waits for the process to end, without a thread of the cooperative pool.
        func end(_ signal: Int32) async throws -> (status: Int32, bySignal: Bool) {
            child.send(signal)
            let deadline = ContinuousClock.now + .seconds(180)
            while child.isRunning {
                guard .now < deadline else { throw NotServing(description: "still running: \(try child.errors())") }
                try await Task.sleep(for: .milliseconds(20))
            }
            return (child.status, child.endedBySignal)
        }
    }
#endif

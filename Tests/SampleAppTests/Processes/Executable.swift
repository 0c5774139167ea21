#if Hummingbird
    import Foundation

    /// The programs this test run is about.
    enum Executable {
        /// This very test binary.
        static let tests = URL(fileURLWithPath: CommandLine.arguments[0])
        /// The app, which is built beside it.
        static let sampleApp = tests.deletingLastPathComponent().appending(path: "SampleApp")
    }
#endif

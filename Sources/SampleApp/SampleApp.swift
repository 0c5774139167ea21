#if Hummingbird
    import ArgumentParser

    /// The command line: `serve` serves the app over HTTP, `matrix` shows what its tests can see.
    @main
    struct SampleApp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "SampleApp",
            abstract: "Share transfers and tokens over HTTP, in atomic requests or not.",
            subcommands: [ServeCommand.self, MatrixCommand.self]
        )
    }
#else
    import Foundation

    /// Stands in for the app where the package trait it needs is off.
    @main
    enum SampleApp {
        static func main() {
            let message = "SampleApp needs the package trait Hummingbird. Build it without --disable-default-traits.\n"
            FileHandle.standardError.write(Data(message.utf8))
            exit(1)
        }
    }
#endif

import TxKit

/// Looks for the server's programs where people and packagers put them.
struct PostgresSearch: Sendable {
    /// The process's environment.
    var environment: [String: String]
    /// Folders with one installation per version; `*` stands for the version and part of the name before it may stand.
    var patterns = [
        "/usr/lib/postgresql/*/bin",
        "/usr/pgsql-*/bin",
        "/opt/homebrew/opt/postgresql@*/bin",
        "/usr/local/opt/postgresql@*/bin",
        "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
    ]
    /// Runs a program and gives what it prints, or nil when it fails.
    var output: @Sendable (_ command: [String]) -> String? = { command in
        guard let result = try? ChildProcess.run(command), result.status == 0 else { return nil }
        return result.output
    }

    /// The first installation found, in the order given by ``TestPostgres``.
    func find() throws -> PostgresInstallation {
        let folder = try findFolder()
        let banner = output([folder + "/postgres", "--version"])
        guard let version = banner.flatMap(PostgresInstallation.version(inBanner:)) else {
            throw DatabaseError(
                .invalidConfiguration,
                "\(folder)/postgres does not tell its version (\"postgres --version\" printed "
                    + "\"\(banner ?? "nothing")\"). Set TXKIT_POSTGRES_BIN to the folder of a working PostgreSQL server."
            )
        }
        return PostgresInstallation(binFolder: folder, version: version)
    }

    private func findFolder() throws -> String {
        if let named = environment["TXKIT_POSTGRES_BIN"], !named.isEmpty {
            if holdsServer(named) { return named }
            throw DatabaseError(
                .invalidConfiguration,
                "TXKIT_POSTGRES_BIN is \(named), where there is no initdb and postgres. Set it to the folder that holds "
                    + "both, or unset it to have the usual places searched."
            )
        }
        let paths = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        if let config = paths.first(where: { Files.isExecutable($0 + "/pg_config") }),
            let folder = output([config + "/pg_config", "--bindir"]).map(Self.trimmed), holdsServer(folder)
        {
            return folder
        }
        if let folder = paths.first(where: holdsServer) { return folder }
        for pattern in patterns {
            if let folder = newestFirst(pattern).first(where: holdsServer) { return folder }
        }
        throw DatabaseError(
            .connectionFailed,
            "No PostgreSQL server is installed. Run `make setup`, or install Debian's package `postgresql` "
                + "(apt-get install postgresql) or Homebrew's `postgresql@17` (brew install postgresql@17). Programs in "
                + "an unusual place: set TXKIT_POSTGRES_BIN to their folder. A server that runs already: set "
                + "TXKIT_POSTGRES_URL to its URL."
        )
    }

    private func holdsServer(_ folder: String) -> Bool {
        Files.isExecutable(folder + "/initdb") && Files.isExecutable(folder + "/postgres")
    }

    /// The folders that match the pattern, the highest version first.
    private func newestFirst(_ pattern: String) -> [String] {
        guard let star = pattern.firstIndex(of: "*"), let slash = pattern[..<star].lastIndex(of: "/") else { return [] }
        let parent = String(pattern[..<slash])
        let prefix = pattern[pattern.index(after: slash)..<star]
        let suffix = pattern[pattern.index(after: star)...]
        let found = Files.names(in: parent).compactMap { name -> (version: [Int], path: String)? in
            guard name.hasPrefix(prefix) else { return nil }
            let version = name.dropFirst(prefix.count).split(separator: ".").compactMap { Int($0) }
            return version.isEmpty ? nil : (version, parent + "/" + name + suffix)
        }
        return found.sorted { $1.version.lexicographicallyPrecedes($0.version) }.map(\.path)
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).prefix { $0 != "\n" && $0 != "\r" })
    }
}

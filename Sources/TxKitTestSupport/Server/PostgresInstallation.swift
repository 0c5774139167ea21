/// The server's programs on this machine.
struct PostgresInstallation: Sendable, Equatable {
    /// The folder with `initdb` and `postgres`.
    let binFolder: String
    /// The server's version, such as `17.5` or `18beta1`.
    let version: String

    /// The full path of one of the server's programs.
    func program(_ name: String) -> String { binFolder + "/" + name }

    /// Reads the version out of what `postgres --version` prints: `postgres (PostgreSQL) 17.5 (Debian 17.5-1)`.
    static func version(inBanner banner: String) -> String? {
        let words = banner.split(whereSeparator: \.isWhitespace)
        guard let mark = words.firstIndex(of: "(PostgreSQL)"), mark + 1 < words.endIndex else { return nil }
        // The version becomes part of folder names.
        let version = words[mark + 1].filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
        return version.first?.isNumber == true ? version : nil
    }
}

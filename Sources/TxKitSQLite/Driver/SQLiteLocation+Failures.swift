import FoundationEssentials
import TxKit

extension SQLiteLocation {
    /// The error for a database that could not be opened, with what to do about it.
    func openingFailure(_ cause: DatabaseError) -> DatabaseError {
        var message = "The SQLite database \(self) cannot be opened. \(cause.message)"
        if let advice = advice(cause) { message += " " + advice }
        return DatabaseError(.connectionFailed, message, engineCode: cause.engineCode, cause: cause)
    }

    private func advice(_ cause: DatabaseError) -> String? {
        guard let path, cause.code == .connectionFailed || cause.code == .readOnly else { return nil }
        if Self.isFolder(path) { return "It is a folder; give the path of a file in it." }
        let folder = Self.folder(of: path)
        if !Self.isFolder(folder) { return "The folder \(folder) does not exist; make it first." }
        if isReadOnly, !FileManager.default.fileExists(atPath: path) {
            return "The file does not exist, and read-only mode makes none; make the database first."
        }
        return "Check that this process may read and write the file and its folder."
    }

    private static func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let type = attributes?[.type] as? FileAttributeType else { return false }
        // A link to a folder counts as whatever it leads to.
        return type == .typeDirectory || (type == .typeSymbolicLink && isFolder(path + "/."))
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

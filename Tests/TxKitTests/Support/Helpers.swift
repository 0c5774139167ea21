import TxKit

/// A place of its own for each line number, where a test needs to tell places apart.
func place(_ line: UInt = 1) -> SourcePlace { SourcePlace(fileID: "App/Test.swift", line: line) }

/// The code of the ``DatabaseError`` an operation throws; nil when it throws none.
func code(thrownBy operation: () throws -> Void) -> DatabaseError.Code? {
    error(thrownBy: operation)?.code
}

/// The ``DatabaseError`` an operation throws; nil when it throws none.
func error(thrownBy operation: () throws -> Void) -> DatabaseError? {
    do {
        try operation()
        return nil
    } catch {
        return error as? DatabaseError
    }
}

import CLibPQ

/// The command tag of a result, such as `INSERT 0 5`, taken apart.
struct CommandTag {
    /// The command, such as `INSERT`; nil for an empty statement.
    let name: String?
    /// The rows inserted, updated, deleted or copied; 0 for other commands.
    let rowsAffected: Int

    init(_ result: OpaquePointer) {
        guard let status = PQcmdStatus(result), status.pointee != 0 else {
            name = nil
            rowsAffected = 0
            return
        }
        var length = 0
        var end = 0
        var count = 0
        while status[length] != 0 {
            let byte = UInt8(bitPattern: status[length])
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): count = count &* 10 &+ Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: " "): count = 0
            default: end = length + 1
            }
            length += 1
        }
        let name = status.withMemoryRebound(to: UInt8.self, capacity: end) { bytes in
            String(decoding: UnsafeBufferPointer(start: bytes, count: end), as: UTF8.self)
        }
        self.name = name
        rowsAffected =
            switch name {
            case "INSERT", "UPDATE", "DELETE", "MERGE", "COPY": count
            default: 0
            }
    }
}

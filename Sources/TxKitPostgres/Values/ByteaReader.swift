/// Reads the text form of `bytea`: hexadecimal, or the older escape form where the server is set to it.
enum ByteaReader {
    static func read(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard text.count >= 2, text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x") else {
            return readEscaped(text)
        }
        let count = (text.count - 2) / 2
        return [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
            for index in 0..<count {
                let high = nibble(text[2 + index * 2]) ?? 0
                let low = nibble(text[3 + index * 2]) ?? 0
                bytes[index] = high << 4 | low
            }
            initialized = count
        }
    }

    /// The value of a hexadecimal digit.
    static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// A backslash is doubled, and an unprintable byte is a backslash with three octal digits.
    private static func readEscaped(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] != UInt8(ascii: "\\") {
                bytes.append(text[index])
                index += 1
            } else if index + 3 < text.count, text[index + 1] != UInt8(ascii: "\\") {
                bytes.append((text[index + 1] &- 48) << 6 | (text[index + 2] &- 48) << 3 | (text[index + 3] &- 48))
                index += 4
            } else {
                bytes.append(UInt8(ascii: "\\"))
                index += 2
            }
        }
        return bytes
    }
}

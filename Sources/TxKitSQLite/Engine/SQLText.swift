/// The bytes of a text of SQL, with a zero at the end for SQLite, and the little scanning that SQLite leaves to us.
struct SQLText {
    /// The text's bytes and a final zero.
    let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8) + [0]
    }

    /// The number of bytes without the final zero.
    var count: Int { bytes.count - 1 }

    /// Whether a zero byte hides a part of the text from SQLite.
    var holdsZero: Bool { bytes.dropLast().contains(0) }

    /// The position of the first byte that is no white space, comment or semicolon; the end when there is none.
    func firstToken(from start: Int = 0) -> Int {
        var index = start
        while index < count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: ";"): index += 1
            default:
                let next = endOfComment(at: index)
                guard next > index else { return index }
                index = next
            }
        }
        return count
    }

    /// The word of letters at a position, in upper case.
    func keyword(at start: Int) -> String {
        let letters = bytes[start..<count].prefix { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        return String(decoding: letters, as: UTF8.self).uppercased()
    }

    /// The position after the next semicolon that is in no string, name or comment.
    func endOfStatement(from start: Int) -> Int {
        var index = start
        while index < count {
            switch bytes[index] {
            case UInt8(ascii: ";"): return index + 1
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                let closing = bytes[(index + 1)..<count].firstIndex(of: bytes[index]) ?? count
                index = min(closing + 1, count)
            default: index = max(endOfComment(at: index), index + 1)
            }
        }
        return count
    }

    /// A part of the text, without white space at its ends.
    func trimmed(_ range: Range<Int>) -> String {
        let isBlank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains($0) }
        var part = bytes[range].drop(while: isBlank)
        while let last = part.last, isBlank(last) { part.removeLast() }
        return String(decoding: part, as: UTF8.self)
    }

    /// The position after the comment that starts here; the same position when none does.
    private func endOfComment(at start: Int) -> Int {
        switch (bytes[start], bytes[start + 1]) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-")):
            return bytes[start..<count].firstIndex(of: 0x0A) ?? count
        case (UInt8(ascii: "/"), UInt8(ascii: "*")):
            var index = start + 2
            while index < count {
                if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") { return index + 2 }
                index += 1
            }
            return count
        default: return start
        }
    }
}

/// Reads numbers out of the text of a point in time, one part after the other.
struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String.UTF8View) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    /// The number at this place, of at least `atLeast` and at most `upTo` digits.
    mutating func number(upTo most: Int, atLeast least: Int = 1) -> Int64? {
        var value: Int64 = 0
        var count = 0
        while count < most, let byte = rest.first, (48...57).contains(byte) {
            value = value * 10 + Int64(byte - 48)
            count += 1
            rest.removeFirst()
        }
        return count >= least ? value : nil
    }

    /// A decimal fraction as microseconds; further digits are cut off.
    mutating func fraction() -> Int64? {
        var value: Int64 = 0
        var count = 0
        while let byte = rest.first, (48...57).contains(byte) {
            if count < 6 { value = value * 10 + Int64(byte - 48) }
            count += 1
            rest.removeFirst()
        }
        guard count > 0 else { return nil }
        for _ in 0..<max(0, 6 - count) { value *= 10 }
        return value
    }

    /// The offset from UTC in seconds; 0 when there is none.
    mutating func offset() -> Int64? {
        if isAtEnd || skip("Z") { return 0 }
        let negative = skip("-")
        guard negative || skip("+"), let hours = number(upTo: 2), hours < 24 else { return nil }
        var seconds = hours * 3600
        for unit: Int64 in [60, 1] where skip(":") {
            guard let part = number(upTo: 2), part < 60 else { return nil }
            seconds += part * unit
        }
        return negative ? -seconds : seconds
    }
}

package import FoundationEssentials

/// Reads and writes the text form of points in time that both engines use: `YYYY-MM-DD HH:MM:SS[.ffffff][±HH[:MM[:SS]]]`.
///
/// A text without an offset is read as UTC. `infinity` and years before Christ are not points in time that
/// `Date` users expect and are left as text by ``parse(_:)`` returning nil.
package enum TimestampText {
    /// Writes a date with microseconds, in UTC, without an offset.
    package static func format(_ date: Date) -> String {
        // Whole seconds and fraction apart: their product would lose microseconds that the date still has.
        let exact = date.timeIntervalSinceReferenceDate
        let whole = exact.rounded(.down)
        // About 285,000 years, beyond which engines have no dates either.
        guard whole.magnitude < 9e12 else { return exact.sign == .minus ? "-infinity" : "infinity" }
        var seconds = Int64(whole) + referenceDate
        var micros = Int64(((exact - whole) * 1_000_000).rounded())
        if micros == 1_000_000 {
            micros = 0
            seconds += 1
        }
        var days = seconds / 86_400
        var second = seconds % 86_400
        if second < 0 {
            second += 86_400
            days -= 1
        }
        let (year, month, day) = civil(fromDays: days)
        let time = [second / 3600, second / 60 % 60, second % 60].map { pad($0, 2) }.joined(separator: ":")
        let fraction = micros == 0 ? "" : "." + pad(micros, 6)
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2)) \(time)\(fraction)"
    }

    /// Reads a date; nil when the text is not of the form above.
    package static func parse(_ text: String) -> Date? {
        var reader = DigitReader(text.utf8)
        guard let year = reader.number(upTo: 6, atLeast: 4), reader.skip("-"),
            let month = reader.number(upTo: 2), (1...12).contains(month), reader.skip("-"),
            let day = reader.number(upTo: 2)
        else { return nil }
        let days = days(fromYear: year, month: month, day: day)
        // A day its month does not have comes back as one of another month.
        guard civil(fromDays: days) == (year, month, day) else { return nil }
        var seconds = days * 86_400
        if reader.isAtEnd { return Date(timeIntervalSince1970: Double(seconds)) }
        guard reader.skip(" ") || reader.skip("T"),
            let hour = reader.number(upTo: 2), hour < 24, reader.skip(":"),
            let minute = reader.number(upTo: 2), minute < 60
        else { return nil }
        seconds += hour * 3600 + minute * 60
        var micros: Int64 = 0
        if reader.skip(":") {
            guard let second = reader.number(upTo: 2), second < 60 else { return nil }
            seconds += second
            if reader.skip(".") {
                guard let fraction = reader.fraction() else { return nil }
                micros = fraction
            }
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        seconds -= offset
        return Date(timeIntervalSinceReferenceDate: Double(seconds - referenceDate) + Double(micros) / 1_000_000)
    }

    /// What a `Date` counts from, 2001-01-01, in seconds since 1970.
    private static let referenceDate: Int64 = 978_307_200

    private static func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Days since 1970-01-01 of a proleptic Gregorian date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private static func days(fromYear year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }
}

import FoundationEssentials
import Testing

@testable import TxKit

@Suite struct TimestampTextTests {
    /// 0001-01-01 and the last second of 9999, in seconds since 1970.
    private let years1To9999 = -62_135_596_800...253_402_300_799

    @Test("a date of any year from 1 to 9999 is read as it was written, to the second")
    func wholeSeconds() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<3000 {
            let seconds = Int.random(in: years1To9999, using: &generator)
            let date = Date(timeIntervalSince1970: Double(seconds))
            let text = TimestampText.format(date)
            #expect(text.utf8.count == 19 && TimestampText.parse(text) == date, "\(seconds): \(text)")
        }
    }

    @Test("microseconds survive wherever a Date can hold them")
    func microseconds() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<3000 {
            // Years 1750 to 2200: there a Date is finer than a microsecond.
            let micros = Int.random(in: -6_942_672_000_000_000...7_258_118_400_000_000, using: &generator)
            let date = Date(timeIntervalSince1970: Double(micros) / 1_000_000)
            let text = TimestampText.format(date)
            let read = try #require(TimestampText.parse(text), "\(micros): \(text)")
            #expect(abs(read.timeIntervalSince(date)) < 0.000_001, "\(micros): \(text)")
            #expect(TimestampText.format(read) == text)
        }
    }

    @Test("the calendar agrees with Foundation's")
    func calendar() throws {
        let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space)
        var generator = SeededGenerator(seed: 3)
        // From 1600 on: Foundation's calendar is Julian before October 1582.
        for _ in 0..<1000 {
            let seconds = Int.random(in: -11_676_096_000...253_402_300_799, using: &generator)
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(TimestampText.format(date) + "Z" == date.formatted(style), "\(seconds)")
        }
    }

    @Test(
        "known points in time are written and read",
        arguments: [
            (0.0, "1970-01-01 00:00:00"), (-1, "1969-12-31 23:59:59"), (-0.5, "1969-12-31 23:59:59.500000"),
            (951_782_400, "2000-02-29 00:00:00"), (1_709_164_799, "2024-02-28 23:59:59"),
            (-62_135_596_800, "0001-01-01 00:00:00"), (253_402_300_799, "9999-12-31 23:59:59"),
            (0.000_001, "1970-01-01 00:00:00.000001"), (-2_203_891_200, "1900-03-01 00:00:00"),
        ]
    )
    func known(seconds: Double, text: String) {
        #expect(TimestampText.format(Date(timeIntervalSince1970: seconds)) == text)
        #expect(TimestampText.parse(text) == Date(timeIntervalSince1970: seconds))
    }

    @Test("a date no engine has is written as infinity, and no date crashes")
    func outOfReach() {
        #expect(TimestampText.format(Date(timeIntervalSince1970: 1e300)) == "infinity")
        #expect(TimestampText.format(Date(timeIntervalSince1970: -.infinity)) == "-infinity")
        for seconds in [Double.nan, .infinity, 1e13, -1e13, 8.9e12, -8.9e12, -62_135_596_801, .leastNonzeroMagnitude] {
            #expect(!TimestampText.format(Date(timeIntervalSinceReferenceDate: seconds)).isEmpty)
        }
        #expect(TimestampText.parse(TimestampText.format(.distantPast)) == .distantPast)
        #expect(TimestampText.parse(TimestampText.format(.distantFuture)) == .distantFuture)
    }

    @Test("a fraction that rounds up carries into the second, the day and the year")
    func carry() {
        #expect(TimestampText.format(Date(timeIntervalSince1970: -0.000_000_2)) == "1970-01-01 00:00:00")
        #expect(TimestampText.format(Date(timeIntervalSince1970: 0.999_999_9)) == "1970-01-01 00:00:01")
    }

    @Test(
        "offsets, the T and parts left out are understood",
        arguments: [
            ("1970-01-01 02:00:00+02", 0.0), ("1970-01-01 00:00:00-03", 10_800), ("1970-01-01 05:30:00+05:30", 0),
            ("1970-01-01 00:00:00+00:00:01", -1), ("1969-12-31 18:06:32-05:53:28", 0), ("1970-01-01T00:00:01Z", 1),
            ("1970-01-01 00:01", 60), ("1970-01-02", 86_400), ("1970-01-01 01:00+01", 0),
            ("1970-01-01 00:00:00.25+00", 0.25), ("12024-01-01", 317_273_587_200), ("1969-12-31 23:59:59.75Z", -0.25),
        ]
    )
    func forms(text: String, seconds: Double) {
        #expect(TimestampText.parse(text)?.timeIntervalSince1970 == seconds)
    }

    @Test("fractions of one to nine digits are read, those after the sixth cut off")
    func fractions() throws {
        let digits = "123456789"
        for count in 1...9 {
            let date = try #require(TimestampText.parse("1970-01-01 00:00:00.\(digits.prefix(count))"))
            let micros = Int(digits.prefix(min(count, 6)))! * [100_000, 10_000, 1000, 100, 10, 1][min(count, 6) - 1]
            #expect(abs(date.timeIntervalSince1970 - Double(micros) / 1_000_000) < 0.000_000_5, "\(count)")
        }
    }

    @Test(
        "what is no point in time is not read",
        arguments: [
            "", " ", "infinity", "-infinity", "now", "2024", "2024-01", "2024-1", "2024-00-01", "2024-13-01",
            "2024-01-00", "2024-01-32", "24-01-01", "-2024-01-01", "2024-01-01 ", "2024-01-01 10", "2024-01-01 10:",
            "2024-01-01 10:00:", "2024-01-01 10:00:00.", "2024-01-01 10:00:00 ", "2024-01-01 10:00:00+",
            "2024-01-01 10:00:00+02:", "2024-01-01 10:00:00Zulu", "0044-03-15 BC", "0044-03-15 10:00:00 BC",
            "2024/01/01", "2024-01-01x10:00:00", "１９７０-01-01", "1234567-01-01", "2024-01-01 10:00:00,5", "1704067200",
        ]
    )
    func garbage(text: String) {
        #expect(TimestampText.parse(text) == nil)
    }

    @Test(
        "a day or a time of day that does not exist is not read as another one",
        arguments: [
            "2024-02-30", "2023-02-29", "1900-02-29", "2024-04-31", "2024-01-01 25:00:00", "2024-01-01 10:60:00",
            "2024-01-01 10:00:61", "2024-01-01 99:99:99", "2024-01-01 10:00:00+99", "2024-01-01 10:00:00+02:60",
        ]
    )
    func impossible(text: String) {
        #expect(TimestampText.parse(text) == nil)
    }
}

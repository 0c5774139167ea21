import Testing

@testable import TxKit

@Suite struct DurationSecondsTests {
    @Test(
        "a duration is written in seconds with the milliseconds it has",
        arguments: [
            (Duration.zero, "0 s"), (.seconds(5), "5 s"), (.milliseconds(1500), "1.500 s"),
            (.milliseconds(7), "0.007 s"),
            (.milliseconds(60_040), "60.040 s"), (.microseconds(999), "0 s"),
        ]
    )
    func texts(duration: Duration, text: String) {
        #expect(duration.inSeconds == text)
    }
}

import Intake
import Testing

@Suite struct `A duration on the command line` {
  @Test(
    arguments: [
      ("500ms", .milliseconds(500)), ("5s", .seconds(5)), ("2m", .seconds(120)), ("1440m", .seconds(86_400)),
      ("6h", .seconds(21_600)), ("24h", .seconds(86_400)), ("007s", .seconds(7)),
    ] as [(String, Duration)])
  func `is a number and its unit`(_ text: String, duration: Duration) {
    #expect(DurationText.parse(text) == duration)
  }

  @Test(arguments: [
    "", "5", "s", "ms", "0s", "-5s", "+5s", "1.5s", "5 s", "5S", "5d", "25h", "999999999h", "5s ", "1441m",
    "999999999999s", "٥s", "5sm",
  ])
  func `is nothing else`(_ text: String) {
    #expect(DurationText.parse(text) == nil)
  }
}

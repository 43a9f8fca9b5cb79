import Execution
import Testing

@Suite struct `A rhythm` {
  /// When rounds end, in seconds since the start, and when the one after each begins.
  @Test(arguments: [
    ([1.0, 31, 61], [30.0, 60, 90]), ([0.0, 30], [30.0, 60]), ([29.999, 59.999], [30.0, 60]),
    // A round that took long is not made up for, nor are the next ones moved.
    ([95.0, 121], [120.0, 150]), ([30.0, 60, 90], [60.0, 90, 120]), ([3_000.5, 3_001], [3_030.0, 3_060]),
    // A machine that slept for a year.
    ([31_536_001.0, 31_536_031], [31_536_030.0, 31_536_060]),
  ])
  func `keeps its pace whatever the rounds take`(ends: [Double], starts: [Double]) {
    let start = ContinuousClock.now
    var rhythm = Rhythm(every: .seconds(30), from: start)
    #expect(ends.map { rhythm.next(after: start + .seconds($0)) } == starts.map { start + .seconds($0) })
  }

  @Test func `never stands still`() {
    let start = ContinuousClock.now
    var rhythm = Rhythm(every: .milliseconds(1), from: start)
    var last = start
    for step in 0..<1_000 {
      let next = rhythm.next(after: start + .microseconds(step * 997))
      #expect(next > last && next > start + .microseconds(step * 997))
      last = next
    }
  }
}

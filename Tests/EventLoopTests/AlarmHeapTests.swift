import TestSupport
import Testing

@testable import EventLoop

@Suite struct `The alarm heap` {
  private let start = ContinuousClock.now

  private func heap(_ milliseconds: [Int]) -> AlarmHeap {
    var heap = AlarmHeap()
    for (number, delay) in milliseconds.enumerated() {
      heap.insert(alarm(UInt64(number), after: delay))
    }
    return heap
  }

  private func alarm(_ number: UInt64, after milliseconds: Int) -> Alarm {
    Alarm(id: Alarm.ID(number: number), instant: start + .milliseconds(milliseconds), handler: {})
  }

  private func drain(_ heap: inout AlarmHeap, until milliseconds: Int) -> [UInt64] {
    var numbers: [UInt64] = []
    while let alarm = heap.takeDue(at: start + .milliseconds(milliseconds)) { numbers.append(alarm.id.number) }
    return numbers
  }

  @Test func `gives out by time, not by the order of setting`() {
    var heap = heap([50, 10, 40, 20, 30])
    #expect(drain(&heap, until: 100) == [1, 3, 4, 2, 0])
    #expect(heap.isEmpty)
  }

  @Test func `gives alarms for one moment out in the order in which they were set`() {
    var heap = heap(Array(repeating: 5, count: 20))
    #expect(drain(&heap, until: 5) == Array(0..<20))
  }

  @Test func `keeps what is not due`() {
    var heap = heap([10, 20])
    #expect(drain(&heap, until: 19) == [0])
    #expect(heap.earliest() == start + .milliseconds(20))
  }

  @Test func `skips what was canceled`() {
    var heap = heap([10, 20, 30])
    heap.remove(Alarm.ID(number: 0))
    #expect(heap.earliest() == start + .milliseconds(20))
    #expect(drain(&heap, until: 100) == [1, 2])
  }

  @Test func `agrees with sorting, whatever is set and canceled`() {
    var random = SplitMix(seed: 7)
    var heap = AlarmHeap()
    var delays: [UInt64: Int] = [:]
    for number in 0..<UInt64(2_000) {
      let delay = Int(random.next() % 500)
      heap.insert(alarm(number, after: delay))
      delays[number] = delay
      if random.next() % 3 > 0, let victim = delays.keys.min() {
        heap.remove(Alarm.ID(number: victim))
        delays[victim] = nil
      }
    }
    let expected = delays.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    #expect(drain(&heap, until: 500) == expected)
  }
}

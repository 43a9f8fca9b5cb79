/// Lets so many at once, and the others in the order in which they came.
struct Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(width: Int) {
    free = width
  }

  /// Whether it is one's turn at once; else one waits.
  mutating func begin() -> Bool {
    guard free > 0 else { return false }
    free -= 1
    return true
  }

  mutating func wait(_ continuation: CheckedContinuation<Void, Never>) { waiting.append(continuation) }

  /// Ends a turn: the next one's begins.
  mutating func end() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

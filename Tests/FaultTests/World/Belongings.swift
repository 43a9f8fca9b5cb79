import Synchronization

/// What must be ended or removed in the end, also where setting up stops halfway.
final class Belongings: Sendable {
  private let ends = Mutex<[@Sendable () -> Void]>([])

  func add(_ end: @escaping @Sendable () -> Void) { ends.withLock { $0.append(end) } }

  /// Ends all, the last first; once.
  func release() {
    let all = ends.withLock { ends in
      defer { ends = [] }
      return ends
    }
    for end in all.reversed() { end() }
  }
}

import CLinux
import Synchronization

/// Counts connections, for faults that come and go.
final class Turns: Sendable {
  private let count = Mutex(0)

  /// From 1.
  func next() -> Int {
    count.withLock { count in
      let address = unsafe Unmanaged.passUnretained(self).toOpaque()
      unsafe lx_tsan_acquire(address)
      defer { unsafe lx_tsan_release(address) }
      count += 1
      return count
    }
  }
}

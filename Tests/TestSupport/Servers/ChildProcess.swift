import Foundation
import Glibc
import Synchronization

/// A child started with posix_spawn(3), and its end.
///
/// Foundation's `Process` leaves the child with the signals blocked that a task's thread blocks, so that SIGTERM never
/// arrives; and it keeps descriptors of children long gone.
final class ChildProcess: Sendable {
  /// How to start a child: standard input is empty, and no other descriptor is inherited.
  struct Start {
    var executable: String
    var arguments: [String]
    var environment: [String: String]
    var directory: String
    /// Files that are appended to.
    var output: String
    var errors: String
  }

  let identifier: pid_t
  private let state = State()
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the child from a thread that lives as long as it: when that thread is gone, because the tests crashed, the
  /// kernel ends the child (`PR_SET_PDEATHSIG`, prctl(2)).
  init(_ start: Start) throws {
    let birth = Birth()
    let (state, ended) = (state, ended)
    let keeper = Thread {
      guard let identifier = birth.happen(start) else { return }
      state.awaitEnd(of: identifier)
      ended.signal()
    }
    keeper.stackSize = 256 * 1024
    keeper.start()
    identifier = try birth.identifier()
  }

  /// The exit status, or 128 and the number of the signal that ended the child; `nil` while it runs.
  var status: Int32? { state.status }

  /// Sends a signal to this process and no other: its identifier is its own until it is waited for, under the lock.
  func send(signal: Int32) { state.send(signal: signal, to: identifier) }

  func end() async -> Int32 { await state.end() }

  /// Sends SIGTERM and, if the child has not ended after `limit`, SIGKILL; blocks the calling thread until the end.
  func end(within limit: DispatchTimeInterval) {
    send(signal: SIGTERM)
    // Where it was paused, it gets the signal only when it goes on.
    send(signal: SIGCONT)
    if !hasEnded(within: limit) {
      send(signal: SIGKILL)
      _ = hasEnded(within: limit)
    }
  }

  private func hasEnded(within limit: DispatchTimeInterval) -> Bool {
    guard ended.wait(timeout: .now() + limit) == .success else { return false }
    ended.signal()
    return true
  }
}

extension ChildProcess {
  /// What the thread that starts the child tells the one that asked for it.
  private final class Birth: Sendable {
    private let outcome = Mutex<Result<pid_t, any Error>>(.success(0))
    private let done = DispatchSemaphore(value: 0)

    /// Starts the child; `nil` if that failed.
    func happen(_ start: Start) -> pid_t? {
      let result = Result { try start.spawn() }
      outcome.withLock { $0 = result }
      done.signal()
      // The error is thrown where the child was asked for.
      return try? result.get()
    }

    func identifier() throws -> pid_t {
      done.wait()
      return try outcome.withLock { $0 }.get()
    }
  }

  /// Whether the child has ended, and who waits for it.
  private final class State: Sendable {
    private struct Content {
      var status: Int32?
      var waiting: [CheckedContinuation<Int32, Never>] = []
    }
    private let content = Mutex(Content())

    var status: Int32? { content.withLock { $0.status } }

    func send(signal: Int32, to identifier: pid_t) {
      content.withLock { content in
        if content.status == nil { kill(identifier, signal) }
      }
    }

    func end() async -> Int32 {
      await withCheckedContinuation { continuation in
        let status = content.withLock { content in
          if content.status == nil { content.waiting.append(continuation) }
          return content.status
        }
        if let status { continuation.resume(returning: status) }
      }
    }

    func awaitEnd(of identifier: pid_t) {
      var info = unsafe siginfo_t()
      while unsafe waitid(P_PID, id_t(identifier), &info, WEXITED | WNOWAIT) == -1, errno == EINTR {}
      let (status, waiting) = content.withLock { content in
        var raw: Int32 = 0
        unsafe waitpid(identifier, &raw, 0)
        // The encoding of wait(2): the low seven bits are the signal, the next byte the exit status.
        let status = raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F
        content.status = status
        defer { content.waiting = [] }
        return (status, content.waiting)
      }
      for continuation in waiting { continuation.resume(returning: status) }
    }
  }
}

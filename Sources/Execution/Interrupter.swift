public import Model
import Synchronization

/// Ends a run before its plan is done, from any thread; what was seen so far is still recorded.
public final class Interrupter: Sendable {
  private struct State {
    var reason: Recording.Interruption?
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  public init() {}

  /// Why the run is to end; `nil` while it may go on.
  public var reason: Recording.Interruption? {
    state.withLock { $0.reason }
  }

  /// Ends the run. The first reason stays.
  public func interrupt(_ reason: Recording.Interruption) {
    let waiter = state.withLock { state in
      state.reason = state.reason ?? reason
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// Returns when the run is to end, or when the waiting task is canceled. One task waits at a time.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          precondition(state.waiter == nil, "one task waits for an interruption at a time")
          guard state.reason == nil, !Task.isCancelled else { return true }
          state.waiter = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        defer { state.waiter = nil }
        return state.waiter
      }
      waiter?.resume()
    }
  }
}

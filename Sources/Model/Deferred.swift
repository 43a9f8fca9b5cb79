import Synchronization

/// A value that is worked out when it is first asked for, and once: what most runs never need costs them nothing.
public final class Deferred<Value: Sendable>: Sendable {
  private enum State {
    case pending(@Sendable () -> Value)
    case known(Value)
  }

  private let state: Mutex<State>

  /// - Parameter work: What gives the value. It must not ask for the same value, which would wait for itself.
  public init(_ work: @escaping @Sendable () -> Value) {
    state = Mutex(.pending(work))
  }

  /// A value that is known already.
  public init(known value: Value) {
    state = Mutex(.known(value))
  }

  /// Worked out by whoever asks first, for whom all others wait.
  public var value: Value {
    state.withLock { state in
      switch state {
      case .known(let value): return value
      case .pending(let work):
        let value = work()
        state = .known(value)
        return value
      }
    }
  }
}

/// By value, which is worked out for that.
extension Deferred: Equatable where Value: Equatable {
  public static func == (left: Deferred, right: Deferred) -> Bool {
    left === right || left.value == right.value
  }
}

extension Deferred: Hashable where Value: Hashable {
  public func hash(into hasher: inout Hasher) {
    hasher.combine(value)
  }
}
